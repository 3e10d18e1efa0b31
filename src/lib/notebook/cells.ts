/** The original cells of the page 実装, in reading order. */
import { extractRegion } from './region';

export interface NotebookCell {
  readonly id: string;
  readonly title: string;
}

export const codeCells = [
  { id: 'data', title: 'データと乱数' },
  { id: 'generator', title: '生成器' },
  { id: 'discriminator', title: '識別器' },
  { id: 'image-grid', title: '画像を並べる関数' },
  { id: 'optimizers', title: 'ネットワークの更新' },
  { id: 'adversarial-step', title: '識別器の番と生成器の番' },
  { id: 'losses', title: '識別器の損失と、生成器の2つの損失' },
  { id: 'loop', title: '学習ループ' },
  { id: 'quality', title: '質を測る' },
  { id: 'latent-walk', title: '潜在空間を歩く' },
  { id: 'free', title: '自由に書く' },
] as const satisfies readonly NotebookCell[];

export type CodeCellId = (typeof codeCells)[number]['id'];

/** Where a cell's own part is, from the project's root. */
export const cellFile = (id: CodeCellId) => `content/notebook/code/${id}.ts`;

/** Stands in a cell for a region of the library: `// #include nn/losses.ts losses`. */
const include = /^\/\/ #include (\S+) (\S+)$/;

/**
 * The files below `src/lib` that a cell shows regions of, in their order.
 *
 * @param own the text of its {@link cellFile}
 */
export function includedFiles(own: string): string[] {
  return own.split('\n').flatMap((line) => include.exec(line)?.[1] ?? []);
}

/**
 * A cell's original text: the region `cell` of its file, with the library's own regions in it, which
 * are thus the code that the site runs.
 *
 * @param read gives the text of a file by its path from the project's root
 * @throws if a region is missing
 */
export function cellSource(id: CodeCellId, read: (path: string) => string): string {
  const file = cellFile(id);
  const own = extractRegion({ source: read(file), region: 'cell', file });
  const lines = own.split('\n').map((line) => {
    const [, path, region = ''] = include.exec(line) ?? [];
    if (path === undefined) return line;
    return extractRegion({ source: read(`src/lib/${path}`), region, file: `src/lib/${path}` });
  });
  return `${lines.join('\n')}\n`;
}
