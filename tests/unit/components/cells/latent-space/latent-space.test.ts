import { planOf } from '@components/cells/latent-space/plan';
import { parseShared, sampleCount, shareOf } from '@components/cells/latent-space/settings';
import { initialState, reduce } from '@components/cells/latent-space/state';
import type { LatentSamples } from '@lib/runtime/latent/protocol';
import { describe, expect, it } from 'vitest';

/** 40 samples, 7s and 1s in turn, each leaning more than the one before; z[0] is the number. */
const samples: LatentSamples = {
  noise: Float32Array.from({ length: 4000 }, (_, i) => (i % 100 === 0 ? i / 100 : 0)),
  images: new Uint8Array(40 * 784),
  classes: Uint8Array.from({ length: 40 }, (_, i) => (i % 2 ? 7 : 1)),
  confidences: new Float32Array(40).fill(1),
  attributes: Array.from({ length: 40 }, (_, i) => ({
    ...{ ink: 1, centre: { x: 0, y: 0 }, thickness: i, width: i, height: i },
    slant: i,
  })),
};

const opened = reduce(initialState, { type: 'opened', samples, ownGenerator: null });

describe('the cell of the space of z', () => {
  it('finds slanted 7s, upright 7s and upright 1s by itself', () => {
    expect(opened.groups).toEqual({
      a: [39, 37, 35, 33, 31, 29, 27, 25],
      b: [1, 3, 5, 7, 9, 11, 13, 15],
      c: [0, 2, 4, 6, 8, 10, 12, 14],
    });
  });

  it('adds the mean of what leans, less what stands, to what else stands', () => {
    const plan = planOf(opened.settings, opened.groups, samples);
    expect(plan?.noise.slice(0, 4).map(([first]) => first)).toEqual([32, 8, 7, 31]);
  });

  it('asks for nothing to be drawn while a group that is needed is empty', () => {
    const groups = { ...opened.groups, c: [] };
    expect(planOf(opened.settings, groups, samples)).toBeNull();
    expect(planOf({ ...opened.settings, mode: 'interpolation' }, groups, samples)).not.toBeNull();
  });

  it('keeps groups of eight at the most, and takes a sample out when it is pressed again', () => {
    const press = (state: typeof opened, sample: number) =>
      reduce(state, { type: 'toggle', group: 'a', sample });
    expect(opened.groups.a).toHaveLength(8);
    expect(press(opened, 4).groups.a).toHaveLength(8);
    expect(press(opened, 4).notice?.text).toContain('8枚まで');
    expect(press(opened, 39).groups.a).toEqual(opened.groups.a.slice(1));
  });

  it('comes back from its own link, groups and all', () => {
    const own = reduce(opened, { type: 'toggle', group: 'b', sample: 15 });
    const { settings, groups, message } = parseShared(shareOf(own.settings, own.groups));
    expect({ settings, groups, message }).toEqual({
      ...{ settings: own.settings, groups: own.groups },
      message: null,
    });
  });

  it.each([`${sampleCount}`, '1.1', '1.2.3.4.5.6.7.8.9', '-1', 'x', '1..2'])(
    'takes the defaults when a link has the group "%s"',
    (a) => {
      const { settings, groups, message } = parseShared({ a, recipe: 'own', mode: 'slice' });
      expect(settings.mode).toBe('arithmetic');
      expect(groups.a).toEqual([]);
      expect(message).toContain('グループA');
    },
  );
});
