import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { extentOf, filmPanel } from '@components/cells/dcgan-cell/film/film-panel';
import { type Films, noFilms, withRun, withSamples } from '@components/cells/dcgan-cell/film/films';
import { encodableFormats } from '@components/cells/dcgan-cell/film/formats';
import { dcganControls } from '@components/cells/dcgan-cell/controls';
import { defaultSettings } from '@lib/controls';

const tiles = { pixels: new Uint8Array(1), rows: 1, columns: 1, tileHeight: 1, tileWidth: 1 };
const trained = [0, 1234].reduce(
  (films, step) => withSamples(films, { step, tiles }),
  withRun(noFilms, { settings: defaultSettings(dcganControls), fromStep: null }),
);
const htmlOf = (films: Films) =>
  collectResultSync(render(filmPanel(films, () => undefined))).replaceAll(/<!--.*?-->/g, '');

describe('the panel of the film', () => {
  it('is folded, and says what it is for before there is a film', () => {
    expect(htmlOf(noFilms)).not.toMatch(/<details[^>]* open/);
    expect(htmlOf(noFilms)).toContain('GIFや動画で保存する');
  });

  it('says how many pictures of which steps there are', () => {
    expect(htmlOf(trained)).toContain('2枚（ステップ0〜1,234）');
    expect(trained.current && extentOf(trained.current)).toBe('2枚（ステップ0〜1,234）');
  });
});

describe('the formats to choose from', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const withEncoders = (...codecs: string[]) => {
    vi.stubGlobal('VideoEncoder', {
      isConfigSupported: ({ codec }: { codec: string }) =>
        codec === 'vp8' && !codecs.includes(codec)
          ? Promise.reject(new TypeError('unknown codec'))
          : Promise.resolve({ supported: codecs.includes(codec) }),
    });
  };

  it('are GIF alone where the browser encodes no video', async () => {
    expect(await encodableFormats()).toEqual(['gif']);
    withEncoders();
    expect(await encodableFormats()).toEqual(['gif']);
  });

  it('are the videos too that the browser encodes', async () => {
    withEncoders('vp8');
    expect(await encodableFormats()).toEqual(['gif', 'webm']);
    withEncoders('avc1.42001f', 'vp09.00.30.08');
    expect(await encodableFormats()).toEqual(['gif', 'webm', 'mp4']);
  });
});
