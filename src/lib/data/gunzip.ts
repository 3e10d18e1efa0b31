import { largestContent, tooLarge } from './largest-content';

/** Whether bytes begin as a gzip file does (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The bytes inside a gzip file, its checksum verified; any other bytes as they are.
 *
 * @param name of the file, for the error
 * @throws (Japanese) on a gzip file that is broken or cut off, or unpacks to more than memory holds
 */
export async function gunzipIfGzip(
  name: string,
  bytes: ArrayBuffer | Uint8Array,
): Promise<Uint8Array> {
  const received = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  if (!isGzip(received)) return received;
  const parts: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const part of partsOf(received as Uint8Array<ArrayBuffer>)) {
      total += part.length;
      if (total > largestContent) throw tooLarge(name);
      parts.push(part);
    }
  } catch (error) {
    if (total > largestContent) throw error;
    throw new Error(
      `「${name}」のgzip圧縮を展開できません。ファイルが壊れているか、途中で切れています（受け取った大きさ：${received.length}バイト）。`,
      { cause: error },
    );
  }
  return joined(parts, total);
}

/** Not through a `Blob`: WebKit reads none of an opaque origin where pages are isolated. */
async function* partsOf(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  // What goes wrong is told by the reader.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
