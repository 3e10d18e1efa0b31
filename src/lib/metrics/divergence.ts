/** Divergences of distributions over the same cells, in nats. Both arguments sum to 1. */

/** KL(p ‖ q) = Σ p log(p / q), ≥ 0; infinite if q is 0 somewhere that p is not. */
export function kullbackLeibler(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  p.forEach((probability, i) => {
    if (probability > 0) sum += probability * Math.log(probability / (q[i] ?? NaN));
  });
  return sum;
}

/**
 * The Jensen–Shannon divergence, JS(p, q) = KL(p ‖ m) / 2 + KL(q ‖ m) / 2 with m = (p + q) / 2:
 * 0 for equal distributions to log 2 for disjoint ones. What the minimax game minimises when D is
 * optimal: V = 2 JS(p_data, p_g) − log 4 (Goodfellow et al. 2014, §4.1).
 */
export function jensenShannon(p: Float64Array, q: Float64Array): number {
  return (towardsMiddle(p, q) + towardsMiddle(q, p)) / 2;
}

/** KL(p ‖ (p + q) / 2), without the half whose smallest values would round to 0. */
function towardsMiddle(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  p.forEach((probability, i) => {
    if (probability > 0)
      sum += probability * Math.log((2 * probability) / (probability + (q[i] ?? NaN)));
  });
  return sum;
}
