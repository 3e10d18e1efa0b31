/** What G's update met with, of either kind of GAN. */
export interface GeneratorUpdate {
  /** Mean D(G(z)) on G's own batch, in [0, 1]. */
  readonly generatorScore: number;
  /** Euclidean norm of the gradient on all of G's parameters. */
  readonly generatorGradient: number;
}

/** Two GANs trained in lock-step: the same seed, batches and noise, but for the generator's loss. */
export interface SaturationPair {
  readonly nonSaturating: GeneratorUpdate;
  readonly saturating: GeneratorUpdate;
}

/** How many times larger the gradient on all of G's parameters is with the non-saturating loss. */
export function gradientRatio({ nonSaturating, saturating }: SaturationPair): number {
  return nonSaturating.generatorGradient / saturating.generatorGradient;
}

/**
 * What the losses alone say of that ratio. On D's logit a the gradients are −(1 − σ(a)) and −σ(a);
 * with D = σ(a), each network's mean over its own batch, their ratio is (1 − D) / D. It is exact
 * where both discriminators give every generated point the same logit.
 */
export function expectedGradientRatio({ nonSaturating, saturating }: SaturationPair): number {
  return (1 - nonSaturating.generatorScore) / saturating.generatorScore;
}
