/**
 * The optimal discriminator for a fixed generator, D*(x) = p_data(x) / (p_data(x) + p_g(x))
 * (Goodfellow et al. 2014, Proposition 1), in every cell of a grid.
 *
 * @param data the data's probability of every cell
 * @param generated the generator's
 * @returns in [0, 1]; NaN where neither is
 */
export function optimalDiscriminator(data: Float64Array, generated: Float64Array): Float64Array {
  return data.map((p, cell) => p / (p + (generated[cell] ?? NaN)));
}
