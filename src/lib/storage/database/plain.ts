/** Records as JSON beside their bytes, and back: a record holds arrays, numbers that JSON lacks, and files. */

/** The bytes of a record, by the name that its JSON gives them. */
export type Parts = Record<string, Uint8Array<ArrayBuffer>>;

const arrays = {
  ArrayBuffer: (bytes: ArrayBuffer) => bytes,
  Uint8Array: (bytes: ArrayBuffer) => new Uint8Array(bytes),
  Uint8ClampedArray: (bytes: ArrayBuffer) => new Uint8ClampedArray(bytes),
  Float32Array: (bytes: ArrayBuffer) => new Float32Array(bytes),
  Float64Array: (bytes: ArrayBuffer) => new Float64Array(bytes),
} as const;

/**
 * @param parts gets the record's bytes
 * @param path where they are to be, made longer for each
 * @returns what JSON can hold
 */
export async function toPlain(value: unknown, parts: Parts, path: string): Promise<unknown> {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (value === undefined) return { $undefined: true };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Blob) {
    parts[path] = new Uint8Array(await value.arrayBuffer());
    return { $file: path, name: value instanceof File ? value.name : '' };
  }
  if (value instanceof ArrayBuffer) return withBytes(new Uint8Array(value), 'ArrayBuffer');
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    const bytes = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
    return withBytes(bytes, value.constructor.name);
  }
  if (Array.isArray(value)) {
    return Promise.all(value.map((part, i) => toPlain(part, parts, `${path}-${i}`)));
  }
  const entries = Object.entries(value).map(
    async ([name, part], i) => [name, await toPlain(part, parts, `${path}-${i}`)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));

  function withBytes(bytes: Uint8Array<ArrayBuffer>, type: string) {
    parts[path] = bytes;
    return { $bytes: path, type };
  }
}

/** @throws if bytes are missing or of an unknown type */
export function fromPlain(value: unknown, parts: Parts): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => fromPlain(part, parts));
  const { $number, $undefined, $bytes, $file, type, name } = value as Record<string, unknown>;
  if (typeof $number === 'string') return Number($number);
  if ($undefined === true) return undefined;
  if (typeof $file === 'string') return new File([bytesOf($file)], String(name));
  if (typeof $bytes === 'string') {
    if (!isKnown(type)) throw new Error(`${String(type)}は読めません`);
    return arrays[type](bytesOf($bytes).slice().buffer);
  }
  const entries = Object.entries(value).map(([key, part]) => [key, fromPlain(part, parts)]);
  return Object.fromEntries(entries) as unknown;

  function bytesOf(path: string) {
    const bytes = Object.hasOwn(parts, path) ? parts[path] : undefined;
    if (!bytes) throw new Error(`${path}がありません`);
    return bytes;
  }
}

function isKnown(type: unknown): type is keyof typeof arrays {
  return typeof type === 'string' && Object.hasOwn(arrays, type);
}
