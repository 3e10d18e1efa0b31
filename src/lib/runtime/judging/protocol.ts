/** What the page and the worker of the discriminators say to each other. */
import type { ScoreSummary } from '../../inspection/score-summary';
import type { SavedDcgan } from '../protocol';

/** Two discriminators judge: one from early in a run, one from late in it, or the reader's own. */
export const judgeNames = ['early', 'late'] as const;
export type JudgeName = (typeof judgeNames)[number];

/** Where an image comes from: MNIST, or the generator that a judge was trained against. */
export interface ImageSource {
  readonly kind: 'digit' | JudgeName;
  /** Which of them. */
  readonly seed: number;
}

/** Images that a judge was measured on, as a kind. */
export type ReferenceKind = 'real' | JudgeName;

/** A judge, and what it makes of images that it knows and images that it does not. */
export interface JudgeAccount {
  /** Steps of its run; `null` of the reader's own, where they are not known. */
  readonly steps: number | null;
  /** Images of each kind that were measured. */
  readonly measured: number;
  readonly references: Readonly<Record<ReferenceKind, ScoreSummary>>;
}
export type JudgeAccounts = Readonly<Record<JudgeName, JudgeAccount>>;

/** What one discriminator makes of an image. */
export interface Verdict {
  /** Above 0 for "real". */
  readonly logit: number;
  /** D(x), the logit's sigmoid. */
  readonly score: number;
  /** `[28, 28]`, how much the logit rises for one grey level in each pixel. */
  readonly gradient: Float32Array;
}

/** Grey levels that a step moves a pixel by at the most. */
export const stepSize = 16;

export interface JudgeRequest {
  /** `[28, 28]` bytes, 0 black to 255 white. */
  readonly image: Uint8Array;
  /** Steps to take before judging, each up the named judge's logit. */
  readonly steps: readonly JudgeName[];
}

export interface Judgement {
  /** The image after the steps. */
  readonly image: Uint8Array;
  readonly verdicts: Readonly<Record<JudgeName, Verdict>>;
  /** The logits before the first step and after each. */
  readonly course: Readonly<Record<JudgeName, readonly number[]>>;
}

/** What the worker offers through Comlink; all reject with an `Error` in Japanese. */
export interface JudgingWorkerApi {
  /** @param own what the reader trained, in the place of the late judge; `null` for the site's pair */
  open(own: SavedDcgan | null): Promise<JudgeAccounts>;
  picture(source: ImageSource): Promise<Uint8Array>;
  judge(request: JudgeRequest): Promise<Judgement>;
}
