/** Settings of {@link ./srgan.ts}. Does not import tfjs, so that a page's form can ask for it. */
import type { ContentLayer } from './srgan-content';

export const enlargementMethods = ['nearest', 'bicubic', 'srresnet', 'srgan'] as const;
export type EnlargementMethod = (typeof enlargementMethods)[number];

export interface SrganSettings {
  /** `shipped`: all networks as shipped; `srresnet`: the GAN from the shipped SRResNet; or untrained. */
  readonly start: 'shipped' | 'srresnet' | 'scratch';
  /** Rounds in which SRResNet learns alone, if it is untrained. */
  readonly pretraining: number;
  /** Rounds of the GAN. */
  readonly rounds: number;
  readonly contentLayer: ContentLayer;
  /** Of the adversarial loss beside the content loss, ≥ 0; the paper's is 10⁻³. */
  readonly adversarialWeight: number;
  /** Adam's, of SRResNet; a fifth of it in the last third. */
  readonly contentRate: number;
  /** Adam's, of G and D; a tenth of it in the last third of the GAN. */
  readonly adversarialRate: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** What the shipped networks are trained with, from scratch. */
export const srganDefaults = {
  start: 'scratch',
  pretraining: 500,
  rounds: 320,
  contentLayer: 'high',
  adversarialWeight: 0.003,
  contentRate: 5e-4,
  adversarialRate: 1e-4,
  batchSize: 32,
  seed: 1,
} as const satisfies SrganSettings;
