/** The film that the site ships: of one run of its own, which `tools/make-training-film.ts` has trained. */
import { fetchAsset } from '@lib/assets';
import type { ImageTiles } from '@lib/data/image-grid';
import { nextTask } from '@lib/scheduling';
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
  const sheet = await createImageBitmap(new Blob([await fetchAsset(sheetUrl, '記録映像')]));
  const context = contextOf(document.createElement('canvas'));
  const pictures: ImageTiles[] = [];
  for (const index of account.steps.keys()) {
    pictures.push(pictureAt(sheet, index, context));
    // One task for each, so that the page answers meanwhile.
    await nextTask();
  }
  sheet.close();
  return pictures;
}

const { columns, rows, digitSize, sheetColumns } = account;
const [width, height] = [columns * digitSize, rows * digitSize];

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('このブラウザではcanvasに描画できません。');
  return context;
}

function pictureAt(
  sheet: ImageBitmap,
  index: number,
  context: CanvasRenderingContext2D,
): ImageTiles {
  const left = (index % sheetColumns) * width;
  const top = Math.floor(index / sheetColumns) * height;
  context.drawImage(sheet, left, top, width, height, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(width * height);
  // Red, green and blue are the same.
  for (let i = 0; i < pixels.length; i++) pixels[i] = data[4 * i] ?? 0;
  return { pixels, rows, columns, tileHeight: digitSize, tileWidth: digitSize };
}
