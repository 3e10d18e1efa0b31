/** Bytes at an archive's end that its table of contents is looked for in. */
const tail = 2 ** 18;

/**
 * Whether files dropped on a cell are meant as saved weights rather than as images, by what is in them:
 * a `model.json`, or an archive that lists one and no digits, or tensors. A file of weights alone says
 * nothing but by its name.
 */
export async function areWeights(files: readonly File[]): Promise<boolean> {
  const found = await Promise.all(files.map(isOfNetwork));
  return found.includes(true);
}

/** Whether files are one in the safetensors format, or an archive with one in it and no `model.json`. */
export async function hasTensors(files: readonly File[]): Promise<boolean> {
  const [file, ...others] = files;
  if (!file || others.length > 0) return false;
  const { start, names } = await looksOf(file);
  if (names !== null) return /\.safetensors/i.test(names) && !/model\.json/i.test(names);
  // The header's length, then the header.
  return /\.safetensors$/i.test(file.name) || start.slice(8).trimStart().startsWith('{"');
}

/** How a file begins; of an archive also where the names of its files stand as they are. */
async function looksOf(file: File): Promise<{ start: string; names: string | null }> {
  const bytes = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const start = new TextDecoder('latin1').decode(bytes);
  return { start, names: start.startsWith('PK') ? await file.slice(-tail).text() : null };
}

async function isOfNetwork(file: File): Promise<boolean> {
  if (await hasTensors([file])) return true;
  const { start: text, names } = await looksOf(file);
  if (names !== null) {
    return /\.json/i.test(names) && !/ubyte|idx[13]|\.npy/i.test(names);
  }
  if (/^\s*\{/.test(text)) return true;
  const isIdx = text.startsWith('\0\0\x08');
  return /\.(json|bin)$/i.test(file.name) && !isIdx;
}
