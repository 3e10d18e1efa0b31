/** Bytes at an archive's end that its table of contents is looked for in. */
const tail = 2 ** 18;

/**
 * Whether files dropped on a cell are meant as saved weights rather than as images, by what is in them:
 * a `model.json`, or an archive that lists one and no digits. A file of weights alone says nothing but
 * by its name.
 */
export async function areWeights(files: readonly File[]): Promise<boolean> {
  const found = await Promise.all(files.map(isOfNetwork));
  return found.includes(true);
}

async function isOfNetwork(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const text = new TextDecoder('latin1').decode(start);
  if (text.startsWith('PK')) {
    // The names of an archive's files stand there as they are.
    const names = await file.slice(-tail).text();
    return /\.json/i.test(names) && !/ubyte|idx[13]|\.npy/i.test(names);
  }
  if (/^\s*\{/.test(text)) return true;
  const isIdx = text.startsWith('\0\0\x08');
  return /\.(json|bin)$/i.test(file.name) && !isIdx;
}
