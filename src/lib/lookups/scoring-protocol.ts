/** What the page and the worker of the discriminators say to each other. */
import type { ScoreSummary } from '../inspection/score-summary';
import type { GanParts } from '../nn/network';

/** Two discriminators score: one from early in a run, one from late in it, or the reader's own. */
export const scorerNames = ['early', 'late'] as const;
export type ScorerName = (typeof scorerNames)[number];

/** Where an image comes from: MNIST, or the generator that a scorer was trained against. */
export interface ImageSource {
  readonly kind: 'digit' | ScorerName;
  /** Which of them. */
  readonly seed: number;
}

/** Images that a scorer was measured on, as a kind. */
export type ReferenceKind = 'real' | ScorerName;

/** A scorer, and what it makes of images that it knows and images that it does not. */
export interface ScorerAccount {
  /** Steps of its run; `null` of the reader's own, where they are not known. */
  readonly steps: number | null;
  /** Images of each kind that were measured. */
  readonly measured: number;
  readonly references: Readonly<Record<ReferenceKind, ScoreSummary>>;
}
export type ScorerAccounts = Readonly<Record<ScorerName, ScorerAccount>>;

/** What one discriminator makes of an image. */
export interface Score {
  /** Above 0 for "real". */
  readonly logit: number;
  /** D(x), the logit's sigmoid. */
  readonly score: number;
  /** `[28, 28]`, how much the logit rises for one grey level in each pixel. */
  readonly gradient: Float32Array;
}

/** Grey levels that a step moves a pixel by at the most. */
export const stepSize = 16;

export interface ScoreRequest {
  /** `[28, 28]` bytes, 0 black to 255 white. */
  readonly image: Uint8Array;
  /** Steps to take before scoring, each up the named scorer's logit. */
  readonly steps: readonly ScorerName[];
}

export interface Scores {
  /** The image after the steps. */
  readonly image: Uint8Array;
  readonly scores: Readonly<Record<ScorerName, Score>>;
  /** The logits before the first step and after each. */
  readonly course: Readonly<Record<ScorerName, readonly number[]>>;
}

/** What the worker offers through Comlink; all reject with an `Error` in Japanese. */
export interface ScoringApi {
  /** @param own what the reader trained, in the place of the late scorer; `null` for the site's pair */
  open(own: GanParts<'discriminator'> | null): Promise<ScorerAccounts>;
  picture(source: ImageSource): Promise<Uint8Array>;
  score(request: ScoreRequest): Promise<Scores>;
}
