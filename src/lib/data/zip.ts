/**
 * The reader of zip archives (PKWARE, APPNOTE.TXT 4.3): their table of contents and every entry's
 * checksum. fflate's own reader checks no checksum, and allocates whatever an entry promises.
 */
import { inflateSync } from 'fflate';
import { largestContent, tooLarge } from './largest-content';

/** A file of an archive or of a selection; `/` separates folders in its path. */
export interface PathFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A line of the table of contents. */
interface Entry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  /** In bytes, within the archive and unpacked. */
  readonly packed: number;
  readonly unpacked: number;
  /** Of the entry's own header. */
  readonly offset: number;
}

const magic = { entry: 0x04034b50, line: 0x02014b50, end: 0x06054b50 } as const;
const headerBytes = { entry: 30, line: 46, end: 22 } as const;
const methods = { stored: 0, deflated: 8 } as const;
/** Deflate packs no tighter than this: 258 bytes in two bits. */
const tightest = 1032;

/** Whether bytes begin as a zip archive does, be it an empty one. */
export function isZip(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const first = viewOf(bytes).getUint32(0, true);
  return first === magic.entry || first === magic.end;
}

/**
 * The wanted entries of an archive; those that are stored share its memory. Folders and what macOS adds
 * to the archives that it makes are left out; of entries of one path the last counts. Entries of equal
 * content share one memory.
 *
 * @param name of the archive, for the error
 * @throws (Japanese, naming the archive) if it is broken, cut off, encrypted, packed otherwise than by
 *   Deflate, or too large
 */
export function unzip(
  name: string,
  bytes: Uint8Array,
  isWanted: (path: string) => boolean = () => true,
): PathFile[] {
  const entries = readable(name, bytes, () => contentsOf(bytes)).filter(
    ({ path }) => !/\/$|(^|\/)(__MACOSX\/|\._|\.DS_Store$)/.test(path) && isWanted(path),
  );
  const last = [...new Map(entries.map((entry) => [entry.path, entry])).values()];
  const total = last.reduce((sum, { unpacked }) => sum + unpacked, 0);
  for (const entry of last) refuseUnreadable(name, entry);
  return readable(name, bytes, () => {
    if (last.some(({ packed, unpacked }) => unpacked > tightest * (packed + 1))) throw new Error();
    if (total > largestContent) throw tooLarge(name);
    // Archives of large sets hold them twice at times; once is enough in memory.
    const unpacked = new Map<string, Uint8Array>();
    return last.map((entry) => {
      const key = `${entry.checksum}/${entry.unpacked}`;
      const content = unpacked.get(key) ?? unpackEntry(bytes, entry);
      unpacked.set(key, content);
      return { path: entry.path, bytes: content };
    });
  });
}

function contentsOf(bytes: Uint8Array): Entry[] {
  const view = viewOf(bytes);
  let end = bytes.length - headerBytes.end;
  // A comment of the archive may follow.
  while (view.getUint32(end, true) !== magic.end) end--;
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    if (view.getUint32(at, true) !== magic.line) throw new Error('no table of contents');
    const half = (offset: number) => view.getUint16(at + offset, true);
    const word = (offset: number) => view.getUint32(at + offset, true);
    const nameAt = at + headerBytes.line;
    const entry = {
      path: new TextDecoder().decode(bytes.subarray(nameAt, nameAt + half(28))),
      flags: half(8),
      method: half(10),
      checksum: word(16),
      packed: word(20),
      unpacked: word(24),
      offset: word(42),
    };
    at = nameAt + half(28) + half(30) + half(32);
    return entry;
  });
}

function refuseUnreadable(name: string, { path, flags, method }: Entry): void {
  const how = (flags & 1) === 1 ? 'パスワードで保護されています' : '知らない方式で圧縮されています';
  const isKnown = method === methods.stored || method === methods.deflated;
  if (isKnown && (flags & 1) === 0) return;
  throw new Error(
    `「${name}」の中の「${path}」は、${how}。展開したファイルを選ぶか、ふつうのzipに作り直してください。`,
  );
}

function unpackEntry(bytes: Uint8Array, entry: Entry): Uint8Array {
  const { offset, packed, unpacked, method, checksum } = entry;
  const view = viewOf(bytes);
  if (view.getUint32(offset, true) !== magic.entry) throw new Error('no entry');
  const names = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const start = offset + headerBytes.entry + names;
  const content = bytes.subarray(start, start + packed);
  const out =
    method === methods.stored ? content : inflateSync(content, { out: new Uint8Array(unpacked) });
  if (out.length !== unpacked || checksumOf(out) !== checksum) throw new Error('checksum');
  return out;
}

function readable<Result>(name: string, { length }: Uint8Array, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && error.name === 'TooLarge') throw error;
    throw new Error(
      `「${name}」を展開できません。zipファイルが壊れているか、途中で切れています（受け取った大きさ：${length}バイト）。`,
      { cause: error },
    );
  }
}

/** For every byte, what eight steps of the division by the polynomial 0xEDB88320 make of it. */
const steps = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  return rest;
});

/** CRC-32 as zip and gzip have it (RFC 1952, section 8). */
function checksumOf(bytes: Uint8Array): number {
  let rest = -1;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- that takes ten times as long here
  for (let i = 0; i < bytes.length; i++) {
    rest = (rest >>> 8) ^ (steps[(rest ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  }
  return ~rest >>> 0;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
