/** Sections of a WebAssembly module, see https://webassembly.github.io/spec/core/binary/modules.html */
const memorySection = 5;
const headerBytes = 8;
/** Limits of a memory: with a maximum, and then shared or not. */
const [unshared, shared] = [1, 3];

/**
 * A WebAssembly module with its one memory declared shared, so that threads of ours can compute in
 * it. The module itself stays the program for one thread that it was.
 *
 * @param binary of a module that defines a memory with a maximum
 * @param maximumPages the new maximum, in pages of 64 KiB
 */
export function shareMemory(binary, maximumPages) {
  const bytes = Uint8Array.from(binary);
  for (let at = headerBytes; at < bytes.length;) {
    const id = bytes[at];
    const length = readInteger(bytes, at + 1);
    if (id === memorySection) return withSharedMemory(bytes, length.end, maximumPages);
    at = length.end + length.value;
  }
  throw new Error('the module defines no memory');
}

function withSharedMemory(bytes, start, maximumPages) {
  const count = readInteger(bytes, start);
  const flags = count.end;
  if (count.value !== 1 || bytes[flags] !== unshared) {
    throw new Error('expected one memory, with a maximum and not shared');
  }
  bytes[flags] = shared;
  const minimum = readInteger(bytes, flags + 1);
  const maximum = readInteger(bytes, minimum.end);
  writeInteger(bytes, minimum.end, maximum.end, maximumPages);
  return bytes;
}

/** An unsigned integer in LEB128. */
function readInteger(bytes, at) {
  let value = 0;
  let end = at;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[end++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end };
  }
}

/** Write an integer into exactly the bytes from `at` to `end`, filled up with continuation bytes. */
function writeInteger(bytes, at, end, value) {
  for (let i = at; i < end; i++) {
    bytes[i] = (value & 0x7f) | (i < end - 1 ? 0x80 : 0);
    value = Math.floor(value / 128);
  }
  if (value > 0) throw new Error('the maximum does not fit where the old one was');
}
