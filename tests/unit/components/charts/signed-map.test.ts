import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { describe, expect, it } from 'vitest';
import { largest, signedMap } from '@components/charts/signed-map';

const markup = (options: Parameters<typeof signedMap>[0]) =>
  collectResultSync(render(signedMap(options))).replaceAll(/<!--.*?-->/g, '');
const count = (text: string, part: string) => text.split(part).length - 1;
const base = { label: '地図', image: null, values: null };

describe('a map of signed values', () => {
  it('says what it shows', () => {
    expect(markup(base)).toContain('role="img" aria-label="地図"');
  });

  it('marks large values with their signs, so that colour does not stand alone', () => {
    const values = Float32Array.of(1, -1, 0.1, 0);
    const drawn = markup({ ...base, values });
    // Each sign twice, for its rim: a stroke across for both, and one upright for the + only.
    expect(count(drawn, 'h0.375')).toBe(4);
    expect(count(drawn, 'v0.375')).toBe(2);
    expect(markup({ ...base, values, hasSigns: false })).not.toContain('stroke');
  });

  it('draws nothing for values that are all 0', () => {
    expect(count(markup({ ...base, values: new Float32Array(4) }), '<path')).toBe(0);
  });

  it('lays a colour over each sign, deeper the larger the value', () => {
    const drawn = markup({ ...base, values: Float32Array.of(1, 0.5, -1, 0), hasSigns: false });
    const colours = [...drawn.matchAll(/<g fill="(#\w+)"/g)].map(([, colour]) => colour);
    expect(colours).toEqual(['#f3902c', '#4aa3f0']);
    const opacities = [...drawn.matchAll(/fill-opacity="([\d.]+)"/g)].map(([, o]) => Number(o));
    expect(opacities).toEqual([0.438, 0.875, 0.875]);
  });

  it('draws neighbours of one shade as one', () => {
    const image = Uint8Array.of(255, 255, 0, 255);
    const drawn = markup({ ...base, image });
    expect(drawn).toContain('M0 0h2v1h-2zM1 1h1v1h-1z');
  });

  it('draws one path a shade, however many pixels there are', () => {
    const image = new Uint8Array(784).fill(255);
    expect(count(markup({ ...base, image }), '<path')).toBe(1);
  });

  it('knows the largest size of a value', () => {
    expect(largest([0.5, -2, 1])).toBe(2);
    expect(largest([])).toBe(0);
  });
});
