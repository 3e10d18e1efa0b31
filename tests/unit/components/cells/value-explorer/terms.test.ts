import { describe, expect, it } from 'vitest';
import { chosenPreset } from '@components/cells/kit/presets';
import { widgetShare } from '@components/cells/kit/widget-state';
import { widgetWith } from '../../../support/fake-lookup';
import cell from '@components/cells/value-explorer/cell';
import {
  gradientRatio,
  logitOf,
  nonSaturatingCurve,
  saturatingCurve,
  scenes,
  sigmoid,
  termsOf,
} from '@components/cells/value-explorer/terms';

const logits = [-40, -5, -1, 0, 0.3, 4, 40];

describe('the terms of V(D, G)', () => {
  it('are those of the table in the text', () => {
    const sums = Object.values(scenes).map(({ values }) =>
      termsOf({ real: Number(values['real']), fake: Number(values['fake']) }).sum.toFixed(3),
    );
    expect(sums).toEqual(['-0.020', '-0.211', '-1.386', '-1.715', '-2.408', '-4.615']);
  });

  it('add up to −log 4 where D cannot tell, and never above 0', () => {
    expect(termsOf({ real: 0.5, fake: 0.5 }).sum).toBeCloseTo(-Math.log(4), 12);
    expect(termsOf({ real: 0.99, fake: 0.01 }).sum).toBeLessThan(0);
  });
});

describe("the generator's losses", () => {
  it('are log(1 − D) and −log D, of the logit of D', () => {
    for (const answer of [0.01, 0.3, 0.5, 0.99]) {
      expect(sigmoid(logitOf(answer))).toBeCloseTo(answer, 12);
      expect(saturatingCurve.value(logitOf(answer))).toBeCloseTo(Math.log(1 - answer), 10);
      expect(nonSaturatingCurve.value(logitOf(answer))).toBeCloseTo(-Math.log(answer), 10);
    }
  });

  it.each([
    ['log(1 − D)', saturatingCurve],
    ['−log D', nonSaturatingCurve],
  ])('the slope of %s is what finite differences say', (_, { value, slope }) => {
    for (const a of logits) {
      expect(slope(a)).toBeCloseTo((value(a + 1e-5) - value(a - 1e-5)) / 2e-5, 6);
    }
  });

  it('have gradients in the ratio (1 − D) / D', () => {
    for (const a of [-5, -1, 0, 2]) {
      const ratio = nonSaturatingCurve.slope(a) / saturatingCurve.slope(a);
      expect(ratio / gradientRatio(sigmoid(a))).toBeCloseTo(1, 10);
    }
  });
});

describe('the cell', () => {
  const { declaration } = cell;
  const create = () => widgetWith(declaration, null as never);

  it('takes what a slider says within its range and to its step', () => {
    const explorer = create();
    const moved = (value: string) => {
      explorer.shared.move('fake', value);
      return explorer.state.values.fake;
    };
    expect(moved(String(0.1 + 0.2))).toBe(0.3);
    // Out of its range, which no slider can say, the value before stays.
    expect([moved('0'), moved('1')]).toEqual([0.3, 0.3]);
    expect([moved('0.01'), moved('0.99')]).toEqual([0.01, 0.99]);
  });

  it('knows its scenes again', () => {
    for (const name of Object.keys(scenes)) {
      const explorer = create();
      explorer.shared.choosePreset(name);
      expect(chosenPreset(scenes, explorer.state.draft)).toBe(name);
    }
  });

  it('comes back from a link, and says so when a link cannot be used', () => {
    const moved = create();
    moved.shared.move('fake', '0.37');
    const shared = create();
    shared.dispatch({ type: 'shared', values: widgetShare(declaration, moved.state) });
    expect(shared.state.values).toEqual(moved.state.values);
    moved.dispatch({ type: 'shared', values: { real: '0.5', fake: 'NaN' } });
    expect(moved.state.values).toEqual(create().state.values);
    expect(moved.state.notice?.text).toContain('「NaN」');
  });
});
