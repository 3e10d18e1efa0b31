/** Whether bytes begin as a gzip file does (RFC 1952). */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The bytes inside a gzip file, its checksum verified; any other bytes as they are.
 *
 * @param name of the file, for the error
 * @throws (Japanese) on a gzip file that is broken or cut off
 */
export async function gunzipIfGzip(name: string, bytes: ArrayBuffer): Promise<Uint8Array> {
  const received = new Uint8Array(bytes);
  if (!isGzip(received)) return received;
  try {
    const stream = new Blob([received]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    throw new Error(
      `「${name}」のgzip圧縮を展開できません。ファイルが壊れているか、途中で切れています（受け取った大きさ：${received.length}バイト）。`,
      { cause: error },
    );
  }
}
