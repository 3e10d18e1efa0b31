import cell from '@components/cells/latent-space/cell';
import { planOf } from '@components/cells/latent-space/plan';
import { sampleCount } from '@components/cells/latent-space/settings';
import { widgetShare } from '@components/cells/kit/widget-state';
import type { LatentSamples } from '@lib/lookups/latent-space';
import { beforeEach, describe, expect, it } from 'vitest';
import { widgetWith } from '../../../support/fake-lookup';

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

const create = () =>
  widgetWith(cell.declaration, {
    open: () => Promise.resolve(samples),
    draw: () => Promise.resolve(samples),
  });

function commandsOf(controller: ReturnType<typeof create>) {
  const extension = cell.declaration.extend?.(controller);
  if (!extension) throw new Error('the cell has no commands of its own');
  return extension.commands;
}

let opened: ReturnType<typeof create>;

beforeEach(async () => {
  opened = create();
  await opened.run();
});

describe('the cell of the space of z', () => {
  it('finds slanted 7s, upright 7s and upright 1s by itself', () => {
    expect(opened.state.own.groups).toEqual({
      a: [39, 37, 35, 33, 31, 29, 27, 25],
      b: [1, 3, 5, 7, 9, 11, 13, 15],
      c: [0, 2, 4, 6, 8, 10, 12, 14],
    });
  });

  it('adds the mean of what leans, less what stands, to what else stands', () => {
    const plan = planOf(opened.state.values, opened.state.own.groups, samples);
    expect(plan?.noise.slice(0, 4).map(([first]) => first)).toEqual([32, 8, 7, 31]);
  });

  it('asks for nothing to be drawn while a group that is needed is empty', () => {
    const { values, own } = opened.state;
    const groups = { ...own.groups, c: [] };
    expect(planOf(values, groups, samples)).toBeNull();
    expect(planOf({ ...values, mode: 'interpolation' }, groups, samples)).not.toBeNull();
  });

  it('keeps groups of eight at the most, and takes a sample out when it is pressed again', () => {
    const before = opened.state.own.groups.a;
    expect(before).toHaveLength(8);
    commandsOf(opened).toggle('a', 4);
    expect(opened.state.own.groups.a).toEqual(before);
    expect(opened.state.notice?.text).toContain('8枚まで');
    commandsOf(opened).toggle('a', 39);
    expect(opened.state.own.groups.a).toEqual(before.slice(1));
    expect(opened.state.values.recipe).toBe('own');
  });

  it('lists the digit of the example that is chosen', () => {
    opened.shared.choose('recipe', 'thickness');
    expect(opened.state.values.digit).toBe('3');
    opened.shared.choose('digit', '5');
    expect(opened.state.values.digit).toBe('5');
  });

  it('comes back from its own link, groups and all', () => {
    commandsOf(opened).toggle('b', 15);
    const { values, own } = opened.state;
    const other = create();
    other.dispatch({ type: 'shared', values: widgetShare(cell.declaration, opened.state) });
    expect(other.state).toMatchObject({ values, own: { groups: own.groups }, notice: null });
  });

  it.each([`${sampleCount}`, '1.1', '1.2.3.4.5.6.7.8.9', '-1', 'x', '1..2'])(
    'takes the defaults when a link has the group "%s"',
    (a) => {
      opened.dispatch({ type: 'shared', values: { a, recipe: 'own', mode: 'slice' } });
      const { values, notice } = opened.state;
      expect(values.mode).toBe('arithmetic');
      expect(notice?.text).toContain('グループA');
    },
  );
});
