import { describe, expect, it } from 'vitest';
import { defaultSettings } from '@lib/controls';
import { warnings } from '@components/cells/lapgan/alarms';
import { laneOf, lapganControls, viewOf } from '@components/cells/lapgan/settings';
import { tallied, tooRight } from '@components/cells/lapgan/tally';

const values = { ...defaultSettings(lapganControls), levels: '14' } as const;
const rounds = (right: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    step: i + 1,
    lanes: [{ step: i + 1, right14: right }],
  }));

describe('the settings of the LAPGAN cell', () => {
  it('train the levels that are chosen', () => {
    expect(laneOf(values).levels).toEqual([14]);
    expect(laneOf({ ...values, levels: 'all' }).levels).toEqual([7, 14, 28]);
  });

  it('ask for the class of the real digit, or for another', () => {
    expect(viewOf(values)).toMatchObject({ digit: 3, index: 0, asked: 3 });
    expect(viewOf({ ...values, asked: '7' }).asked).toBe(7);
  });
});

describe('the alarms of the LAPGAN cell', () => {
  const state = (changes: object) => ({
    step: 400,
    used: values,
    own: {},
    lanes: [{ metrics: { step: 400, spread14: 1 }, picture: null, divergedAt: null }],
    watched: {
      alarms: { step: 400, value: { agreement: 0.95, onTrueCoarse: 0.97, variety: [1, 0.5, 0.2] } },
    },
    ...changes,
  });
  const seen = (value: object) => ({ watched: { alarms: { step: 400, value } } });

  it('are silent where all is well, and before a run', () => {
    expect(warnings(state({}))).toEqual([]);
    expect(warnings(state({ used: null, own: tallied({}, rounds(1, 500)) }))).toEqual([]);
  });

  it('tell of a discriminator that is right for three hundred rounds', () => {
    const long = tallied({}, rounds(1, 500));
    expect(tooRight(long)).toEqual([14]);
    expect(tooRight(tallied({}, rounds(1, 250)))).toEqual([]);
    expect(tooRight(tallied(long, rounds(0.5, 5)))).toEqual([]);
    expect(warnings(state({ own: long }))).toEqual([expect.stringContaining('14×14の識別器')]);
  });

  it('tell of residuals of the wrong size, and of noise that does nothing', () => {
    const wide = [{ metrics: { step: 400, spread14: 1.5 }, picture: null, divergedAt: null }];
    expect(warnings(state({ lanes: wide }))).toEqual([expect.stringContaining('1.5倍')]);
    const dull = { agreement: 0.95, onTrueCoarse: 0.97, variety: [1, 0.01, 0.2] };
    expect(warnings(state(seen(dull)))).toEqual([expect.stringContaining('ノイズが無視')]);
  });

  it('tell a cascade that fails from classes that are ignored', () => {
    const variety = [1, 1, 1];
    const poor = seen({ agreement: 0.6, onTrueCoarse: 0.95, variety });
    expect(warnings(state(poor))).toEqual([expect.stringContaining('粗い段の誤り')]);
    const ignored = seen({ agreement: 0.5, onTrueCoarse: 0.6, variety });
    expect(warnings(state(ignored))).toEqual([expect.stringContaining('クラスが無視')]);
  });
});
