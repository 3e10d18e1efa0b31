const buffers: Float32Array[] = [];

/**
 * Zeros to work with until the next call with the same index: kept between calls, since to allocate
 * small arrays takes longer than to compute with them.
 */
export function scratch(index: number, length: number): Float32Array {
  let buffer = buffers[index];
  if (!buffer || buffer.length < length) {
    buffer = new Float32Array(2 * length);
    buffers[index] = buffer;
  }
  return buffer.subarray(0, length).fill(0);
}
