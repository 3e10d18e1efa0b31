/** The numbers of V(D, G) for one real and one fake, and what each loss of G does to D's logit. */
import type { Controls, SettingsOf } from '@lib/controls';
import type { Preset } from '../kit/presets';

const probability = {
  type: 'number',
  help: '',
  min: 0.01,
  max: 0.99,
  unit: '',
  scale: 'linear',
  step: 0.01,
} as const;

/** D's answers that the reader moves. Not quite to 0 and 1, where a term has no value. */
export const answerControls = {
  real: { ...probability, label: 'D(x)：本物を本物と判定する確率', default: 0.9 },
  fake: { ...probability, label: 'D(G(z))：偽物を本物と判定する確率', default: 0.1 },
} as const satisfies Controls;

export type Answers = SettingsOf<typeof answerControls>;
export type TermName = keyof Answers;

/** The situations of the table above the cell. */
export const scenes = {
  perfect: { label: '識別器がほぼ完璧', values: { real: '0.99', fake: '0.01' } },
  ahead: { label: '識別器が優勢', values: { real: '0.9', fake: '0.1' } },
  even: { label: '見分けがつかない', values: { real: '0.5', fake: '0.5' } },
  fooled: { label: '生成器がだましている', values: { real: '0.9', fake: '0.8' } },
  'all-fake': { label: '何でも偽物と答える', values: { real: '0.1', fake: '0.1' } },
  'all-real': { label: '何でも本物と答える', values: { real: '0.99', fake: '0.99' } },
} as const satisfies Record<string, Preset>;

export interface Terms {
  /** log D(x), ≤ 0, in nats. */
  readonly real: number;
  /** log(1 − D(G(z))), ≤ 0. */
  readonly fake: number;
  /** V for this pair: their sum. */
  readonly sum: number;
}

/** Both terms of V(D, G) and their sum (Goodfellow et al. 2014, equation 1) for one real and one fake. */
export function termsOf({ real, fake }: Answers): Terms {
  const terms = { real: Math.log(real), fake: Math.log(1 - fake) };
  return { ...terms, sum: terms.real + terms.fake };
}

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The logit a with σ(a) = D. */
export const logitOf = (answer: number): number => Math.log(answer / (1 - answer));

/** A loss of G for one fake as a function of D's logit a, and its derivative. */
export interface LossCurve {
  readonly value: (logit: number) => number;
  readonly slope: (logit: number) => number;
}

/** log(1 − σ(a)) has the slope −σ(a): almost none where D is sure that it sees a fake. */
export const saturatingCurve: LossCurve = {
  value: (logit) => -softplus(logit),
  slope: (logit) => -sigmoid(logit),
};

/** −log σ(a) has the slope −(1 − σ(a)): the steepest there. */
export const nonSaturatingCurve: LossCurve = {
  value: (logit) => softplus(-logit),
  slope: (logit) => -sigmoid(-logit),
};

/** How many times larger the gradient of −log D is than that of log(1 − D). */
export const gradientRatio = (answer: number): number => (1 - answer) / answer;

/** log(1 + eᵃ), without overflow. */
function softplus(a: number): number {
  return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
}
