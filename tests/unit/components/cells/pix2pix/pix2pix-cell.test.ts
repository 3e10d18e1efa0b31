import { describe, expect, it } from 'vitest';
import cell from '@components/cells/pix2pix/cell';
import { alarmsOf } from '@components/cells/pix2pix/figures';
import { pathOf, stamp } from '@components/cells/pix2pix/paint-pad';
import { hasShipped, lanesOf, type Values } from '@components/cells/pix2pix/settings';
import { l1Between } from '@components/cells/pix2pix/tiles';
import type { Pix2pixState } from '@components/cells/pix2pix/types';
import { initialState } from '@components/cells/kit/state';
import { defaultSettings } from '@lib/controls';

const { declaration } = cell;
const fresh = initialState(declaration, null);
const values = (changed: Partial<Values> = {}): Values => ({
  ...defaultSettings(declaration.controls),
  ...changed,
});

/** A run that has been shown so much. */
function running(changed: Partial<Values>, shown: Partial<Pix2pixState> = {}): Pix2pixState {
  return { ...fresh, used: values(changed), isPreview: false, step: 400, ...shown };
}
const inked = (inkShare: number): Pick<Pix2pixState, 'watched'> => ({
  watched: { figures: { step: 400, value: [{ l1: 0.1, accuracy: 0.2, inkShare }, null] } },
});

describe('the lanes', () => {
  it('are L1 with D, and L1 alone with its skips whole', () => {
    const [both, alone] = lanesOf(values({ skips: 'cut', lambda: '100' }));
    expect(both).toMatchObject({ loss: 'cgan', field: 10, lambda: 100, hasSkips: false });
    expect(alone).toMatchObject({ loss: 'l1', hasSkips: true });
  });

  it('begin from scratch where no networks are shipped', () => {
    expect(lanesOf(values()).map(({ start }) => start)).toEqual(['shipped', 'shipped']);
    expect(lanesOf(values({ field: '16' })).map(({ start }) => start)).toEqual([
      'scratch',
      'shipped',
    ]);
    expect(hasShipped({ ...fresh.draft, sees: 'gan' })).toBe(false);
    expect(hasShipped({ ...fresh.draft, skips: 'cut' })).toBe(true);
  });
});

describe('the alarms', () => {
  it('tell of a blank page, and what the pattern would cost', () => {
    const [text] = alarmsOf(running({ lambda: '100' }, inked(0.01)));
    expect(text).toContain('白紙のまま');
    expect(text).toContain('6.25');
    expect(alarmsOf(running({ lambda: '100' }, inked(0.2)))).toEqual([]);
    expect(alarmsOf({ ...running({ lambda: '100' }, inked(0.01)), step: 10 })).toEqual([]);
  });

  it('tell of a D that sees everything', () => {
    expect(alarmsOf(running({ field: '34' }))[0]).toContain('画像全体');
    expect(alarmsOf(running({ field: '16' }))).toEqual([]);
  });

  it('tell of draws that are all the same', () => {
    const pictures = new Uint8Array(1024);
    const picture = { pictures, verdicts: null, deviations: pictures, meanDeviation: 0 };
    const lanes = [{ metrics: null, picture, divergedAt: null }];
    const own = { ...fresh.own, showsDraws: true };
    expect(alarmsOf(running({}, { lanes, own }))[0]).toContain('16回とも同じ絵');
  });
});

describe('the pad', () => {
  const painted = (radius: number) => {
    const map = new Uint8Array(32 * 32);
    stamp(map, { row: 5.5, column: 0.5, radius, value: 2 });
    return [...map].filter((value) => value === 2).length;
  };

  it('paints what lies under the brush, and within the edge', () => {
    expect(painted(0.5)).toBe(1);
    expect(painted(1)).toBe(4);
    expect(painted(2)).toBe(9);
  });

  it('draws a class in runs', () => {
    const map = new Uint8Array(32 * 32);
    map.fill(1, 33, 36);
    expect(pathOf(map, 1)).toBe('M1 1h3v1H1z');
  });
});

it('measures L1 on the scale of [−1, 1]', () => {
  const picture = new Uint8Array(1024).fill(51);
  expect(l1Between(picture, new Uint8Array(1024))).toBeCloseTo(0.4);
});
