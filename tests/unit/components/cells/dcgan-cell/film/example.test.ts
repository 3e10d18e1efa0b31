/** The film that the site ships is whole, small, and of the run that it is said to be of. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { dcganControls, presets } from '@components/cells/dcgan-cell/controls';
import { sharedValues } from '@components/cells/kit/share-link';
import account from '@components/cells/dcgan-cell/stills/film.json';

const file = (name: string) => join('src/components/cells/dcgan-cell/stills', name);

describe('the shipped film', () => {
  it('is of the article’s settings from the page’s seed, from the first step to the last of 20 epochs', () => {
    const { settings, steps } = account;
    const { seed, ...others } = settings;
    // What the form has gained since.
    const since = { networkSize: 'article', drawnWeights: 'own' };
    expect(sharedValues({ ...others, ...since })).toEqual(presets.article.values);
    expect(seed).toBe(dcganControls.seed.default);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe((settings.epochs * 10_000) / settings.batchSize);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('has room for every step on its sheet, and is small', async () => {
    const { steps, columns, rows, digitSize, sheetColumns } = account;
    expect(await sharp(file('film.webp')).metadata()).toMatchObject({
      width: sheetColumns * columns * digitSize,
      height: Math.ceil(steps.length / sheetColumns) * rows * digitSize,
    });
    expect((await stat(file('film.webp'))).size).toBeLessThan(300_000);
  });

  it('ends with the picture that stands for it', async () => {
    const { steps, columns, rows, digitSize, sheetColumns } = account;
    const [width, height] = [columns * digitSize, rows * digitSize];
    const last = steps.length - 1;
    const region = {
      left: (last % sheetColumns) * width,
      top: Math.floor(last / sheetColumns) * height,
      ...{ width, height },
    };
    const onSheet = await greyOf(sharp(file('film.webp')).extract(region));
    const still = await greyOf(sharp(file('film-last.png')));
    const off = onSheet.reduce((sum, grey, i) => sum + Math.abs(grey - (still[i] ?? NaN)), 0);
    // What the sheet's compression takes away, on average of the pixels.
    expect(off / still.length).toBeLessThan(12);
    expect(Math.max(...still)).toBeGreaterThan(200);
  });
});

async function greyOf(image: Sharp): Promise<Uint8Array> {
  const { data } = await image.greyscale().raw().toBuffer({ resolveWithObject: true });
  return data;
}
