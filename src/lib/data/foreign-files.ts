/** Files that readers have of MNIST and its kin and that cannot be read here, to be named as what they are. */

/** What can be read; follows every refusal of something else. */
const taken =
  '使えるのは、MNISTのIDX形式のファイル（train-images-idx3-ubyteなど。.gzでも可）と、それを入れたzip、mnist.npzです。';

/** Kinds of files, by their names without `.gz` and by how they begin. */
const kinds: readonly (readonly [kind: string, name: RegExp, start: RegExp | null])[] = [
  ['CSVの表', /\.csv$/i, /^\s*("?label"?|\d{1,3})\s*[,;]/],
  ['Pythonのpickle', /\.(pkl|pickle)$/i, /^\x80[\x02-\x05]/],
  ['MATLABのファイル', /\.mat$/i, /^MATLAB/],
  ['HDF5のファイル', /\.(h5|hdf5)$/i, /^\x89HDF/],
  ['Parquetの表', /\.parquet$/i, /^PAR1/],
  ['PyTorchのファイル', /\.(pt|pth)$/i, null],
  ['ウェブページ（HTML）', /\.html?$/i, /^\s*<(!doctype|html)/i],
  ['tar、7z、RARの書庫', /\.(tar|tgz|7z|rar)$/i, /^(7z\xbc\xaf|Rar!|[^]{257}ustar)/],
];

const networks = /\.json$/i;
const emnist = /emnist/i;

/** Why a file of this name and beginning is none of ours, for the reader; `null` if nothing says so. */
export function foreignFile(name: string, bytes: Uint8Array = new Uint8Array()): string | null {
  const plain = name.replace(/\.gz$/i, '');
  const start = String.fromCharCode(...bytes.subarray(0, 300));
  const found =
    kinds.find(([, , starts]) => starts?.test(start) ?? false) ??
    kinds.find(([, names]) => names.test(plain));
  return found ? `「${name}」は${found[0]}なので読めません。${taken}` : null;
}

/** Why a set of letters and transposed digits is refused; `null` for any other name. */
export function foreignSet(name: string): string | null {
  if (!emnist.test(name)) return null;
  return `「${name}」はEMNISTなので使えません。EMNISTの画像は縦と横が入れかわっていて、文字も入っています。${taken}`;
}

/** Why an archive without any digits is refused. */
export function foreignArchive(name: string, paths: readonly string[]): string {
  if (paths.some((path) => networks.test(path))) {
    return `「${name}」に入っているのは保存された重みのようです。画像としては読めません。「重みを読み込む」で選んでください。`;
  }
  const reason = paths
    .map((path) => foreignSet(path) ?? foreignFile(path))
    .find((found) => found !== null);
  if (reason) return `「${name}」の中の${reason}`;
  const shown = paths.slice(0, 3).map((path) => `「${path}」`);
  const content = shown.length === 0 ? '空です' : `入っているもの：${shown.join('、')}`;
  return `「${name}」の中に、読めるファイルがありません（${content}${paths.length > 3 ? 'など' : ''}）。${taken}`;
}
