/** Saved films are read again by libvips, which shares nothing with the encoders. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { composeFrame, type GreyPicture } from '@components/cells/dcgan-cell/film/encoding/compose';
import { encodeFilm } from '@components/cells/dcgan-cell/film/encoding/encode';
import { type FilmJob, shapeOf } from '@components/cells/dcgan-cell/film/encoding/job';
import type { FilmFrame } from '@components/cells/dcgan-cell/film/films';
import { Random } from '@lib/random';

/** Grids of 2 × 3 noisy images of 5 × 4 pixels, which compress as badly as can be. */
function noisyFrames(count: number): FilmFrame[] {
  const random = new Random(7);
  return Array.from({ length: count }, (_, i) => ({
    step: i * 100,
    tiles: {
      pixels: Uint8Array.from({ length: 2 * 5 * 3 * 4 }, () => random.integer(256)),
      ...{ rows: 2, columns: 3, tileHeight: 5, tileWidth: 4 },
    },
  }));
}

const job: FilmJob = {
  format: 'gif',
  frames: noisyFrames(5),
  secondsPerFrame: 0.1,
  holdSeconds: 2,
  scale: 2,
  isLabelled: true,
};

/** A label that says the step in grey. */
const drawStep = (step: number, width: number, height: number): GreyPicture => ({
  pixels: new Uint8Array(width * height).fill(step / 2),
  width,
  height,
});

const encode = (
  changes: Partial<FilmJob> = {},
  onProgress: (done: number) => void = () => undefined,
) => encodeFilm({ job: { ...job, ...changes }, drawStep, onProgress });

async function decode(bytes: Uint8Array) {
  const image = sharp(bytes, { animated: true });
  const { format, pages, delay, loop, width, pageHeight } = await image.metadata();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const grey = Uint8Array.from(
    { length: info.width * info.height },
    (_, i) => data[i * info.channels] ?? 0,
  );
  return { format, pages, delay, loop, width, height: pageHeight, grey };
}

describe('a film saved as GIF', () => {
  it('has every frame, shown as long as was asked, for ever again', async () => {
    const { bytes, type } = await encode();
    expect(type).toBe('image/gif');
    expect(await decode(bytes)).toMatchObject({
      format: 'gif',
      pages: 5,
      delay: [100, 100, 100, 100, 2100],
      loop: 0,
      width: 24,
      height: 20 + 32,
    });
  });

  it('shows every pixel, enlarged and with the label below, to within half a level of grey', async () => {
    const { grey } = await decode((await encode()).bytes);
    const expected = job.frames.flatMap(({ step, tiles }) => [
      ...composeFrame({ tiles, scale: 2, label: drawStep(step, 24, 32) }).pixels,
    ]);
    expect(grey).toHaveLength(expected.length);
    const off = expected.map((value, i) => Math.abs(value - (grey[i] ?? NaN)));
    expect(Math.max(...off)).toBeLessThanOrEqual(255 / 63 / 2);
  });

  it('can be one frame without a label, in its own size', async () => {
    const { bytes } = await encode({ frames: noisyFrames(1), scale: 1, isLabelled: false });
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 12, height: 10 });
  });

  it('holds as many frames as a film may have', async () => {
    const { bytes } = await encode({ frames: noisyFrames(240), secondsPerFrame: 0.05 });
    const { pages, delay } = await decode(bytes);
    expect(pages).toBe(240);
    expect(delay?.slice(0, 2)).toEqual([50, 50]);
  });

  it('says how far it is', async () => {
    const seen: number[] = [];
    await encode({}, (done) => seen.push(done));
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('a frame', () => {
  it('is enlarged without smoothing', () => {
    const tiles = {
      pixels: Uint8Array.of(1, 2, 3, 4),
      rows: 1,
      columns: 1,
      tileHeight: 2,
      tileWidth: 2,
    };
    expect([...composeFrame({ tiles, scale: 2, label: null }).pixels]).toEqual([
      1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4,
    ]);
  });

  it('has a size and a time that can be told before it is saved', () => {
    const { width, height, seconds } = shapeOf(job);
    expect([width, height]).toEqual([24, 52]);
    expect(seconds).toBeCloseTo(2.5);
  });
});

describe('what can not be saved', () => {
  it('is refused in words', async () => {
    await expect(encode({ frames: [] })).rejects.toThrow('記録が1枚もない');
    // Node has no encoder of videos.
    await expect(encode({ format: 'mp4' })).rejects.toThrow(/24×52画素の動画（MP4）を作れません/);
  });
});
