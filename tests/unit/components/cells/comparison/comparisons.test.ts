/** The comparisons that the pages hold, and what such a cell makes of a run's events. */
import { describe, expect, it } from 'vitest';
import normalization from '@components/cells/batch-normalization/cell';
import type { ComparisonTypes } from '@components/cells/comparison/plan';
import ablations from '@components/cells/dcgan-ablations/cell';
import duel from '@components/cells/dcgan-duel/cell';
import type { CellDeclaration } from '@components/cells/kit/declaration';
import { FakeCell, frameAt } from '../../../support/fake-session-client';
import { type ChoiceControl, defaultSettings } from '@lib/controls';
import type { DcganLane } from '@lib/models/dcgan-settings';
import { family } from '@lib/models/dcgan-mnist';

const plans = [duel, ablations, normalization].map(({ declaration }) => declaration);

function lanesOf(
  declaration: CellDeclaration<ComparisonTypes>,
  given: Readonly<Record<string, string | number>> = {},
): readonly DcganLane[] {
  const values = { ...defaultSettings(declaration.controls), ...given };
  const cell = new FakeCell(declaration);
  return declaration.plan(values as never, cell.state).lanes as readonly DcganLane[];
}

describe.each(plans)('$element', (declaration) => {
  const choices = Object.entries(declaration.controls).flatMap(([name, control]) =>
    control.type === 'choice' ? control.options.map(({ value }) => [name, value] as const) : [],
  );

  it.each([['seed', 7] as const, ...choices])(
    'has two DCGANs from the same seed and batches that differ in something, with %s %s',
    (name, value) => {
      const [first, second] = lanesOf(declaration, { [name]: value });
      expect(second?.seed).toBe(first?.seed);
      expect(second?.batchSize).toBe(first?.batchSize);
      expect(second).not.toEqual(first);
    },
  );

  it('names every control once, above or below', () => {
    const { leading = [], settings, controls } = declaration;
    const above = typeof leading === 'function' ? [] : leading;
    expect([...above, ...(settings?.names ?? [])].sort()).toEqual(Object.keys(controls).sort());
  });

  it('has a default for every choice', () => {
    for (const control of Object.values(declaration.controls)) {
      if (control.type !== 'choice') continue;
      const { options, default: chosen }: ChoiceControl = control;
      expect(options.map(({ value }) => value)).toContain(chosen);
    }
  });
});

it('both of the duel are the same as long as only their discriminators learn', () => {
  const [first, second] = lanesOf(duel.declaration);
  if (!first || !second) throw new Error('a duel has two lanes');
  expect(family.aheadKey?.(first)).toBe(family.aheadKey?.(second));
});

describe('a comparison', () => {
  const metrics = { step: 1, generatorScore: 0.25, generatorGradient: 6 };
  const slower = { ...metrics, generatorGradient: 2 };
  const started = async () => {
    const cell = new FakeCell(duel.declaration);
    await cell.controller.run();
    return cell;
  };

  it('draws rounds as curves, with the ratio of the logits beside the measured one', async () => {
    const cell = await started();
    cell.client.send(frameAt(1, { rounds: [{ step: 1, lanes: [slower, metrics] }] }));
    expect(cell.state.curves.values['ratio']).toEqual([3]);
    expect(cell.state.curves.values['expectedRatio']).toEqual([3]);
  });

  it('leaves a gap for a lane that is trained no further, and says at which step that was', async () => {
    const cell = await started();
    cell.client.send(
      frameAt(1, {
        rounds: [{ step: 1, lanes: [slower, metrics] }],
        metrics: [slower, metrics],
      }),
    );
    cell.client.send({ type: 'diverged', lane: 0, step: 2 });
    cell.client.send(
      frameAt(2, { rounds: [{ step: 2, lanes: [null, metrics] }], metrics: [null, metrics] }),
    );
    expect(cell.state.curves.values['generatorScore 0']).toEqual([0.25, null]);
    expect(cell.state.lanes[0]?.divergedAt).toBe(2);
  });

  it('keeps the measurements of one run, the last of them', async () => {
    const cell = new FakeCell(ablations.declaration);
    await cell.controller.run();
    for (let step = 1; step <= 8; step++) {
      const value = { step, lanes: [], floor: {}, collapse: null, healthyStep: null };
      cell.client.send({ type: 'watch', name: 'quality', step, value });
    }
    expect(cell.state.own.readings.map(({ step }) => step)).toEqual([3, 4, 5, 6, 7, 8]);
    await cell.controller.restart();
    expect(cell.state.own.readings).toEqual([]);
  });
});
