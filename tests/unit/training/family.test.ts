/** What any family may ask of its trainer: several generators, sources of its own, turns of any number. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { moduleOf } from '@lib/session/families';
import { Session } from '@lib/session/session';
import type { SessionEvent } from '@lib/session/protocol';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { report, requestOf } from '../support/fake-session';
import { plain } from '../support/tensors';
import { twoGenerators, type TwoSettings } from '../support/two-generators';

beforeAll(() => tf.setBackend('cpu'));

const settings: TwoSettings = { batchSize: 4, rate: 0.01, seed: 1 };
const made: AdversarialTrainer<TwoSettings>[] = [];
afterEach(() => {
  for (const trainer of made.splice(0)) trainer.dispose();
});

function create(changes: Partial<TwoSettings> = {}) {
  const family = moduleOf(twoGenerators).family as unknown as typeof twoGenerators;
  const trainer = new AdversarialTrainer<TwoSettings>({
    family: family as never,
    settings: { ...settings, ...changes },
    data: { digits: null },
  });
  made.push(trainer);
  return trainer;
}

async function train(trainer: AdversarialTrainer<TwoSettings>, rounds: number) {
  const metrics = [];
  for (let i = 0; i < rounds; i++) metrics.push(await trainer.train());
  return metrics;
}

const weightsOf = ({ networks }: AdversarialTrainer<TwoSettings>) =>
  Object.fromEntries(Object.entries(networks).map(([name, { state }]) => [name, plain(state)]));

describe('a family of two generators', () => {
  it('takes its turns in their order, each as often as it says', async () => {
    const trainer = create();
    expect(trainer.turns).toEqual(['discriminator', 'discriminator', 'first', 'second']);
    const [round] = await train(trainer, 1);
    expect(Object.keys(round ?? {}).sort()).toEqual([
      ...['discriminatorLoss', 'discriminatorUpdates'],
      ...['firstGradient', 'firstLoss', 'firstMean'],
      ...['secondGradient', 'secondLoss', 'secondMean', 'step'],
    ]);
    expect(round).toMatchObject({ step: 1, discriminatorUpdates: 2 });
    expect(Object.values(round ?? {}).every(Number.isFinite)).toBe(true);
  });

  it('moves in each turn the network that it names, and no other', async () => {
    const trainer = create();
    for (const turn of ['discriminator', 'first', 'second']) {
      const before = weightsOf(trainer);
      await trainer.takeTurn(turn);
      const after = weightsOf(trainer);
      for (const name of Object.keys(before)) {
        if (name === turn) expect(after[name]).not.toEqual(before[name]);
        else expect(after[name]).toEqual(before[name]);
      }
    }
  });

  it('counts a round with its last turn', async () => {
    const trainer = create();
    expect(await trainer.takeTurn('first')).toMatchObject({ step: 0 });
    expect(await trainer.takeTurn('second')).toMatchObject({ step: 1 });
  });

  it('tells the size of a gradient as it was applied', async () => {
    const trainer = create();
    const [kernel, bias] = trainer.networks['first']?.variables as [tf.Variable, tf.Variable];
    const before = [kernel, bias].map((variable) => variable.dataSync()[0] ?? NaN);
    const { firstGradient } = await trainer.takeTurn('first');
    // The first step of gradient descent is the rate times the gradient.
    const steps = [kernel, bias].map((v, i) => (v.dataSync()[0] ?? NaN) - (before[i] ?? NaN));
    expect(Math.hypot(...steps) / settings.rate).toBeCloseTo(firstGradient ?? NaN, 4);
  });

  it('gives the same run for the same seed, and another for another', async () => {
    const first = await train(create(), 3);
    expect(await train(create(), 3)).toEqual(first);
    expect(await train(create({ seed: 2 }), 3)).not.toEqual(first);
  });

  it('goes on from its state as it would have, with what its source had handed out', async () => {
    const trainer = create();
    await train(trainer, 2);
    const state = structuredClone(await trainer.state());
    expect(state.randomStates['counting']).toEqual([16]);
    expect(Object.keys(state.arrays)).toContain('second/adam/1');
    expect(Object.keys(state.arrays)).toContain('first/sgd/1');
    const next = await train(trainer, 2);
    const again = create();
    again.restore(state);
    expect(await train(again, 2)).toEqual(next);
  });

  it('takes up settings that it can have, and refuses others without a change', async () => {
    const trainer = create();
    await train(trainer, 1);
    trainer.update({ batchSize: 6, rate: 0.1, seed: 99 });
    expect(trainer.settings).toEqual({ batchSize: 6, rate: 0.1, seed: 1 });
    const refused = { ...settings, batchSize: 101 };
    for (const command of [
      () => {
        trainer.check(refused);
      },
      () => {
        trainer.update(refused);
      },
      () => create(refused),
    ]) {
      expect(command).toThrow('100以下');
    }
    expect(trainer.settings.batchSize).toBe(6);
    await train(trainer, 1);
  });

  it('begins its optimizers afresh from a state of another kind of them', async () => {
    const trainer = create();
    const { arrays, ...state } = await trainer.state();
    await train(trainer, 2);
    const others = Object.fromEntries(
      Object.entries(arrays).map(([name, array]) => [name.replace('adam', 'other'), array]),
    );
    trainer.restore({ ...state, arrays: others, optimizerSteps: { second: 5, first: 5 } });
    const { optimizerSteps, arrays: restored } = await trainer.state();
    expect(optimizerSteps).toEqual({ first: 5, second: 0, discriminator: 0 });
    expect([...(restored['second/adam/0'] ?? [])].every((moment) => moment === 0)).toBe(true);
  });

  it('leaves nothing on the backend', async () => {
    const { numTensors } = tf.memory();
    const trainer = create();
    await train(trainer, 1);
    const during = tf.memory().numTensors;
    await train(trainer, 2);
    expect(tf.memory().numTensors).toBe(during);
    made.pop()?.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('trains in a session as any other, with its picture, its questions and what it tells', async () => {
    const events: SessionEvent[] = [];
    const session = new Session({
      activateBackend: () => Promise.resolve({ ...report, backend: 'cpu' }),
      loadData: () => Promise.reject(new Error('not asked for')),
      loadShipped: () => Promise.reject(new Error('not asked for')),
      loadClassifier: () => Promise.reject(new Error('not asked for')),
      onDeviceLost: () => undefined,
      findFamily: () => Promise.resolve(moduleOf(twoGenerators)),
    });
    const lanes = [settings, { ...settings, rate: 0.02 }];
    const info = await session.open({ ...requestOf(lanes), view: { count: 3 } }, (event) => {
      events.push(event);
    });
    expect(info.family).toEqual([4, 4]);
    expect(info.parameters[0]).toEqual({ first: 2, second: 3, discriminator: 2 });
    await session.step(2);
    const [frame] = events.filter((event) => event.type === 'frame').slice(-1);
    expect(frame).toMatchObject({ step: 2, metrics: [{ step: 2 }, { step: 2 }] });
    expect(frame?.pictures).toHaveLength(2);
    expect((frame?.pictures as readonly (readonly number[])[])[0]).toHaveLength(3);
    expect(await session.ask('mean', null)).toBe(2);
    const saved = await session.saveWeights();
    expect(Object.keys(saved)).toEqual(['first', 'second', 'discriminator']);
    await session.loadWeights(saved);
    await session.close();
  });
});
