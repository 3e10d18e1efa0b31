/**
 * The safetensors format: 8 bytes with the header's length N, little-endian; N bytes of JSON, a name's
 * type, shape and place for each tensor, padded with spaces so that the numbers begin at a multiple of
 * 8; then the numbers, row-major, little-endian, one tensor right behind the other.
 *
 * Source: github.com/huggingface/safetensors, README ("Format").
 */
import * as v from 'valibot';
import { allFinite } from '../data/all-finite';

export interface NamedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TensorFile {
  /** By name, in the order of the file. */
  readonly tensors: Readonly<Record<string, NamedTensor>>;
  /** Words that go with them. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Bytes; what is longer is no header. */
const longestHeader = 2 ** 20;
const lengthBytes = 8;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const offset = v.pipe(count, v.maxValue(Number.MAX_SAFE_INTEGER));

const entry = v.strictObject({
  dtype: v.literal('F32'),
  shape: v.array(count),
  data_offsets: v.tuple([offset, offset]),
});
const metadataKey = '__metadata__';
const words = v.record(v.string(), v.string());

export function writeSafetensors({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> {
  const names = Object.keys(tensors);
  let end = 0;
  const entries = names.map((name) => {
    const { shape, values } = tensors[name] as NamedTensor;
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const header = JSON.stringify({ [metadataKey]: metadata, ...Object.fromEntries(entries) });
  const encoded = new TextEncoder().encode(header);
  const headerBytes = Math.ceil(encoded.length / 8) * 8;
  const file = new Uint8Array(lengthBytes + headerBytes + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, lengthBytes, lengthBytes + headerBytes);
  file.set(encoded, lengthBytes);
  entries.forEach(([name, { data_offsets: place }]) => {
    const { values } = tensors[name] as NamedTensor;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    file.set(bytes, lengthBytes + headerBytes + place[0]);
  });
  return file;
}

/**
 * The tensors of a file, copied.
 *
 * @param name of the file, for errors
 * @throws (Japanese, naming the file) on anything but finite 32-bit floats without gaps and overlaps
 */
export function readSafetensors(name: string, file: Uint8Array): TensorFile {
  const refuse = (why: string): never => {
    throw new Error(`「${name}」をsafetensorsとして読めません。${why}。`);
  };
  const { header, dataBegins } = headerOf(file, refuse);
  const { [metadataKey]: given = {}, ...rest } = header;
  const metadata = v.safeParse(words, given);
  if (!metadata.success) return refuse(`${metadataKey}に文字列でない値があります`);
  const entries = Object.entries(rest).map(([tensor, described]) => {
    const parsed = v.safeParse(entry, described);
    if (!parsed.success) return refuse(`「${tensor}」の説明が正しくないか、F32ではありません`);
    return [tensor, parsed.output] as const;
  });
  checkPlaces(entries, file.length - dataBegins, refuse);
  const tensors = entries.map(
    ([
      tensor,
      {
        shape,
        data_offsets: [begin, end],
      },
    ]) => {
      const bytes = file.slice(dataBegins + begin, dataBegins + end);
      const values = new Float32Array(bytes.buffer);
      if (!allFinite(values)) refuse(`「${tensor}」に有限の数でない値があります`);
      return [tensor, { shape, values }] as const;
    },
  );
  return { tensors: Object.fromEntries(tensors), metadata: metadata.output };
}

type Refuse = (why: string) => never;

function headerOf(file: Uint8Array, refuse: Refuse) {
  if (file.length < lengthBytes + 2) return refuse(`${file.length}バイトしかありません`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(longestHeader)) return refuse('先頭の説明が1MBより長いと書かれています');
  const dataBegins = lengthBytes + Number(length);
  if (dataBegins > file.length) return refuse('ファイルが途中で切れています');
  let header: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    header = JSON.parse(text.decode(file.subarray(lengthBytes, dataBegins)));
  } catch {
    return refuse('先頭の説明がJSONではありません');
  }
  const isRecord = typeof header === 'object' && header !== null && !Array.isArray(header);
  if (!isRecord) return refuse('先頭の説明が名前の表ではありません');
  return { header: header as Record<string, unknown>, dataBegins };
}

/** Each as long as its shape says, the first at the beginning, each behind the one before, the last at the end. */
function checkPlaces(
  entries: readonly (readonly [string, v.InferOutput<typeof entry>])[],
  dataBytes: number,
  refuse: Refuse,
): void {
  const places = entries.map(
    ([
      tensor,
      {
        shape,
        data_offsets: [begin, end],
      },
    ]) => {
      const bytes = shape.reduce((all, one) => all * one, Float32Array.BYTES_PER_ELEMENT);
      if (end - begin !== bytes) {
        refuse(`「${tensor}」は${bytes}バイトのはずですが、${end - begin}バイトと書かれています`);
      }
      return { tensor, begin, end };
    },
  );
  places.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let reached = 0;
  for (const { tensor, begin, end } of places) {
    if (begin !== reached) refuse(`「${tensor}」の前にすきまか重なりがあります`);
    reached = end;
  }
  if (reached !== dataBytes) {
    refuse(`値は${reached}バイトのはずですが、${dataBytes}バイトありました`);
  }
}
