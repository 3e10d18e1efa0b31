/** CRC-32 (ISO 3309, as in zip files), eight bytes at a time. */

/** `tables[k][b]`: what byte `b` leaves after `k` more bytes of zeros. */
const tables = makeTables();

/** @returns from 0 to 2³² − 1 */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  const { buffer, byteOffset, byteLength } = bytes;
  const view = new DataView(buffer, byteOffset, byteLength);
  const whole = byteLength - (byteLength % 8);
  let crc = 0xffffffff;
  let i = 0;
  for (; i < whole; i += 8) {
    const low = view.getUint32(i, true) ^ crc;
    const high = view.getUint32(i + 4, true);
    crc =
      (t7[low & 255] ?? 0) ^
      (t6[(low >>> 8) & 255] ?? 0) ^
      (t5[(low >>> 16) & 255] ?? 0) ^
      (t4[low >>> 24] ?? 0) ^
      (t3[high & 255] ?? 0) ^
      (t2[(high >>> 8) & 255] ?? 0) ^
      (t1[(high >>> 16) & 255] ?? 0) ^
      (t0[high >>> 24] ?? 0);
  }
  for (; i < byteLength; i++) crc = (t0[(crc ^ view.getUint8(i)) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A short text that tells texts apart: their checksum and length. */
export function textHash(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return `${crc32(bytes).toString(16).padStart(8, '0')}-${bytes.length}`;
}

type Tables = readonly [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
];

function makeTables(): Tables {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const found = [first];
  for (let k = 1; k < 8; k++) {
    const before = found[k - 1] ?? first;
    found.push(before.map((value) => (value >>> 8) ^ (first[value & 255] ?? 0)));
  }
  return found as unknown as Tables;
}
