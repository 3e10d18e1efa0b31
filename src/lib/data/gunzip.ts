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
  let total = 0;
  const limit = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(part, controller) {
      total += part.length;
      if (total > largestContent) controller.error(tooLarge(name));
      else controller.enqueue(part);
    },
  });
  try {
    const stream = new Blob([received as Uint8Array<ArrayBuffer>]).stream();
    const unpacked = stream.pipeThrough(new DecompressionStream('gzip')).pipeThrough(limit);
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    if (total > largestContent) throw tooLarge(name);
    throw new Error(
      `「${name}」のgzip圧縮を展開できません。ファイルが壊れているか、途中で切れています（受け取った大きさ：${received.length}バイト）。`,
      { cause: error },
    );
  }
}
