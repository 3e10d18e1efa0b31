/** The film that the site ships: of one run of its own, which `tools/make-training-film.ts` has trained. */
import type { ImageTiles } from '@lib/runtime/protocol';
import account from '../stills/film.json';
import lastUrl from '../stills/film-last.png?url';
import sheetUrl from '../stills/film.webp?url';

export const example = {
  steps: account.steps,
  /** The last picture, shown until the film is loaded. */
  still: lastUrl,
  digest: `記事の設定、シード${account.settings.seed}、${account.settings.epochs}エポック`,
} as const;

/**
 * The pictures of the shipped film. They lie one below the other in rows, on one sheet.
 *
 * @throws in Japanese if it can't be loaded
 */
export async function loadExample(): Promise<readonly ImageTiles[]> {
  const response = await fetch(sheetUrl);
  if (!response.ok) {
    throw new Error(`記録映像を読み込めませんでした（HTTP ${response.status}）。`);
  }
  const sheet = await createImageBitmap(await response.blob());
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [sheet.width, sheet.height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('このブラウザーではcanvasに描画できません。');
  context.drawImage(sheet, 0, 0);
  sheet.close();
  return account.steps.map((_, i) => pictureAt(context, i));
}

function pictureAt(context: CanvasRenderingContext2D, index: number): ImageTiles {
  const { columns, rows, digitSize, sheetColumns } = account;
  const [width, height] = [columns * digitSize, rows * digitSize];
  const left = (index % sheetColumns) * width;
  const top = Math.floor(index / sheetColumns) * height;
  const { data } = context.getImageData(left, top, width, height);
  // Red, green and blue are the same.
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 0);
  return { pixels, rows, columns, tileHeight: digitSize, tileWidth: digitSize };
}
