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
    // Each sign twice, for its rim: two strokes across for both, one upright for the + only.
    expect(count(drawn, 'M0.165')).toBe(2);
    expect(count(drawn, 'v0.17')).toBe(2);
    expect(markup({ ...base, values, hasSigns: false })).not.toContain('stroke');
  });

  it('draws nothing for values that are all 0', () => {
    expect(count(markup({ ...base, values: new Float32Array(4) }), '<path')).toBe(0);
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
