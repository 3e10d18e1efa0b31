/** Milliseconds that a run must have gone on well from a state before that counts as healthy, see `WriteOptions`. */
export const wellFor = 10_000;
