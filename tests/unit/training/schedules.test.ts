/** A run whose turns and optimizers change on the way, and one with a network that never learns. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Family, shippedOf } from '@lib/models/family';
import { StraightNetwork } from '@lib/nn/straight-network';
import { Lanes } from '@lib/session/lanes';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { plain as valuesOf } from '../support/tensors';
import { twoGenerators, type TwoSettings } from '../support/two-generators';

beforeAll(() => tf.setBackend('cpu'));

const settings: TwoSettings = { batchSize: 4, rate: 0.01, seed: 1 };
const made: AdversarialTrainer<TwoSettings>[] = [];
afterEach(() => {
  for (const trainer of made.splice(0)) trainer.dispose();
});

/** The first generator alone for two rounds, then all; a tenth of the rate from the third on. */
const scheduled: typeof twoGenerators = {
  ...twoGenerators,
  turns(settings, step) {
    const turns = twoGenerators.turns(settings, step);
    return step < 2 ? turns.filter(({ name }) => name === 'first') : turns;
  },
  optimizers: ({ rate, ...others }, step) =>
    twoGenerators.optimizers({ ...others, rate: step < 2 ? rate : rate / 10 }, step),
};

function create(family: typeof twoGenerators = scheduled, changes: Partial<TwoSettings> = {}) {
  const trainer = new AdversarialTrainer<TwoSettings>({
    family: family as Family<TwoSettings>,
    settings: { ...settings, ...changes },
    data: { digits: null },
  });
  made.push(trainer);
  return trainer;
}

const plain = ({ networks }: AdversarialTrainer<TwoSettings>, name: string) =>
  valuesOf(networks[name]?.state ?? []);

async function train(trainer: AdversarialTrainer<TwoSettings>, rounds: number) {
  for (let i = 0; i < rounds; i++) await trainer.train();
  return structuredClone(await trainer.state());
}

describe('a run with a schedule', () => {
  it('takes the turns of its step', async () => {
    const trainer = create();
    const discriminator = plain(trainer, 'discriminator');
    expect(trainer.turns).toEqual(['first']);
    await train(trainer, 2);
    expect(plain(trainer, 'discriminator')).toEqual(discriminator);
    expect(trainer.turns).toEqual(['discriminator', 'discriminator', 'first', 'second']);
    await train(trainer, 1);
    expect(plain(trainer, 'discriminator')).not.toEqual(discriminator);
    expect(trainer.step).toBe(3);
  });

  it('learns at the rate of its step', async () => {
    const step = async (turn: string, rounds: number) => {
      const trainer = create(scheduled);
      await train(trainer, rounds);
      const variables = trainer.networks[turn]?.variables ?? [];
      const before = valuesOf(variables).flat();
      const { firstGradient = NaN } = await trainer.takeTurn(turn);
      const moved = valuesOf(variables)
        .flat()
        .map((value, i) => value - (before[i] ?? NaN));
      return { moved: Math.hypot(...moved), gradient: firstGradient };
    };
    const first = await step('first', 0);
    expect(first.moved / first.gradient).toBeCloseTo(settings.rate, 5);
    // Adam's first update is as long as its rate, in each number.
    const adam = await step('discriminator', 2);
    expect(adam.moved / Math.SQRT2).toBeCloseTo(settings.rate / 10, 5);
  });

  it.each([1, 2, 3])('goes on from step %i as it would have, byte by byte', async (step) => {
    const trainer = create();
    const state = await train(trainer, step);
    const wanted = await train(trainer, 3);
    const again = create();
    again.restore(state);
    expect(await train(again, 3)).toEqual(wanted);
    // Over a run that stands elsewhere, too.
    const other = create();
    await train(other, 4);
    other.restore(state);
    expect(await train(other, 3)).toEqual(wanted);
  });

  it('takes turn by turn what a round would take', async () => {
    const wanted = await train(create(), 4);
    const trainer = create();
    const lanes = new Lanes({ trainers: [trainer], headStart: 0, areTwinsAhead: false });
    const causes: string[] = [];
    while (lanes.steps < 4) causes.push((await lanes.nextTurn()).cause);
    const round = ['discriminator', 'discriminator', 'first', 'second'];
    expect(causes).toEqual(['first', 'first', ...round, ...round]);
    const { arrays } = await trainer.state();
    expect(arrays).toEqual(wanted.arrays);
  });
});

describe('a network without an optimizer', () => {
  const judged: typeof twoGenerators = {
    ...twoGenerators,
    networks: (settings, random, data) => ({
      ...twoGenerators.networks(settings, random, data),
      judge: new StraightNetwork(
        tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1 })] }),
      ),
    }),
  };

  it('is no part of what a run is restored from', async () => {
    const trainer = create(judged);
    const before = plain(trainer, 'judge');
    const state = await train(trainer, 1);
    expect(Object.keys(state.arrays).filter((name) => name.startsWith('judge'))).toEqual([]);
    const again = create(judged);
    again.restore(state);
    expect(await train(again, 1)).toEqual(await train(trainer, 1));
    expect(plain(trainer, 'judge')).toEqual(before);
  });

  it('stays when weights are loaded, which need not hold it', async () => {
    const [trainer, other] = [create(judged), create(judged, { seed: 5 })];
    const { judge, ...saved } = Object.fromEntries(
      await Promise.all(
        Object.entries(other.networks).map(
          async ([name, network]) => [name, await network.save()] as const,
        ),
      ),
    );
    expect(judge).toBeDefined();
    const before = plain(trainer, 'judge');
    trainer.load(saved);
    expect(plain(trainer, 'judge')).toEqual(before);
    expect(plain(trainer, 'second')).toEqual(plain(other, 'second'));
  });
});

describe('a shipped network', () => {
  it('is to be among those that the family asked for', () => {
    const saved = { modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(0) };
    const data = { digits: null, shipped: { 'a/b': saved } };
    expect(shippedOf(data, 'a/b')).toBe(saved);
    expect(() => shippedOf(data, 'c')).toThrow('"c"');
    expect(() => shippedOf({ digits: null }, 'a/b')).toThrow('"a/b"');
  });
});
