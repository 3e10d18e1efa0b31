/** Bytes that a plain value takes, about: its texts at two a character, its arrays, eight for anything else. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length * 2;
  if (typeof value !== 'object' || value === null) return 8;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof Blob) return value.size;
  return Object.entries(value).reduce(
    (sum, [name, part]) => sum + name.length * 2 + sizeOf(part),
    8,
  );
}
