import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { MnistBatches } from '@lib/data/mnist';
import { Adam } from '@lib/nn/adam';
import { adversarialStep } from '@lib/nn/adversarial-step';
import { Sgd } from '@lib/nn/sgd';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { WeightAverage } from '@lib/nn/weight-average';
import { readOutput } from '@lib/notebook/outputs';
import type { RunSettings } from '@lib/notebook/run-settings';
import { createTrainingRuns } from '@lib/notebook/training';
import { StoppedError } from '@lib/notebook/stopped-error';
import { Random } from '@lib/random';
import { uniformNoise } from '@lib/models/dcgan';
import type { Checkpoint } from '@lib/training/trainer';
import { FakeRunHost } from '../support/run-host';
import { createSmallDcgan } from '../support/small-dcgan';
import { noiseDataset } from '../support/tiny-mnist';

const batchSize = 4;

/** A notebook's cells up to the training loop, and the loop. */
function notebook(host: FakeRunHost) {
  const random = new Random(7);
  const { generator, discriminator } = createSmallDcgan().networks as Record<
    'generator' | 'discriminator',
    StraightNetwork
  >;
  const adam = { learningRate: 1e-3, beta1: 0.5 };
  const counter = { count: 0 };
  const parts = {
    G: generator,
    D: discriminator,
    adamG: new Adam(generator.variables, adam),
    sgdD: new Sgd(discriminator.variables, { learningRate: 1e-2, momentum: 0.5 }),
    average: new WeightAverage(generator, { decay: 0.9 }),
    batches: new MnistBatches({ dataset: noiseDataset(10), random: random.fork('batches') }),
    noise: random.fork('noise'),
    dropout: random.fork('dropout'),
    counter: { get: () => counter.count, set: (count: number) => void (counter.count = count) },
  };
  const runs = createTrainingRuns(host);
  const train = async (total: number, afterStep: (step: number) => void = () => undefined) => {
    const run = runs.training('small', parts);
    for await (const step of run.steps(total)) {
      const { realScore, fakeScore, ...losses } = adversarialStep({
        generator: { network: parts.G, optimizer: parts.adamG },
        discriminator: { network: parts.D, optimizer: parts.sgdD },
        batchSize,
        drawReal: (count) => tf.tensor4d(parts.batches.next(count), [count, 28, 28, 1]),
        drawNoise: (count) => uniformNoise(parts.noise, count),
        random: parts.dropout,
      });
      parts.average.add();
      counter.count += step;
      await run.log({ losses, scores: { realScore, fakeScore } as Record<string, tf.Scalar> });
      afterStep(step);
    }
  };
  return { parts, runs, train };
}

/** A state without tfjs's numbers of layers, which go on from one network to the next in one program. */
function withoutNumbers(state: Checkpoint | undefined) {
  const { networks, ...settings } = state?.settings as RunSettings;
  const unnumbered = JSON.stringify(networks).replace(/(?<=[A-Za-z_])\d+(?=["/])/g, '');
  return { ...state, settings, networks: unnumbered };
}

describe('a run of the reader’s own', () => {
  test('that is stopped and killed at random steps ends as one that never was, byte for byte', async () => {
    const steps = 24;
    const uninterrupted = new FakeRunHost();
    await notebook(uninterrupted).train(steps);

    const host = new FakeRunHost(300);
    const random = new Random(11);
    let sessions = 0;
    for (let step = 0; step < steps; sessions++) {
      const mostMore = 1 + random.integer(8);
      const isKilled = random.uniform() < 0.5;
      const from = step;
      const session = notebook(host).train(steps, (now) => {
        step = now;
        if (now < from + mostMore) return;
        if (isKilled) throw new Error('killed');
        host.isStopping = true;
      });
      await session.catch((error: unknown) => {
        const isExpected = error instanceof StoppedError || (error as Error).message === 'killed';
        if (!isExpected) throw error;
      });
      host.isStopping = false;
      step = host.states.get('small')?.step ?? 0;
    }
    expect(sessions).toBeGreaterThan(2);
    expect(withoutNumbers(host.states.get('small'))).toEqual(
      withoutNumbers(uninterrupted.states.get('small')),
    );
  });

  test('keeps its state every ten seconds at the most, and at the end', async () => {
    // Ten looks at the clock a step, more or less.
    const host = new FakeRunHost(100);
    await notebook(host).train(30);
    const kept = host.outputs.flatMap((one) => (one.kind === 'checkpoint' ? [one.step] : []));
    expect(kept.length).toBe(host.keeps);
    expect(host.keeps).toBeLessThanOrEqual(2 + host.time / 10_000);
    expect(host.states.get('small')?.step).toBe(30);
  });

  test('keeps its state at the end of the next step when asked between two', async () => {
    const host = new FakeRunHost();
    const { runs, train } = notebook(host);
    host.turn = () => {
      // Messages come here.
      if (host.keeps === 0) runs.keepSoon();
      return Promise.resolve();
    };
    await train(5);
    const kept = host.outputs.flatMap((one) => (one.kind === 'checkpoint' ? [one.step] : []));
    expect(kept).toEqual([2, 5]);
  });

  test('keeps no step twice, though a state is still being written at the end', async () => {
    const host = new FakeRunHost(20_000);
    const keep = host.keep.bind(host);
    host.keep = async (name, checkpoint) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await keep(name, checkpoint);
    };
    await notebook(host).train(3);
    const kept = host.outputs.flatMap((one) => (one.kind === 'checkpoint' ? [one.step] : []));
    expect(kept).toEqual([...new Set(kept)]);
    expect(kept.at(-1)).toBe(3);
  });

  test('sends only what the page takes', async () => {
    const host = new FakeRunHost(50);
    await notebook(host).train(5);
    expect(host.outputs.filter((output) => readOutput(output) === null)).toEqual([]);
    const curves = host.outputs.filter((output) => output.kind === 'curve');
    const points = curves.flatMap(({ key, series }) =>
      key === 'small/losses' ? [...(series[0]?.x ?? [])] : [],
    );
    expect(points).toEqual([1, 2, 3, 4, 5]);
  });

  test('tells which objects it has changed, once it has begun', async () => {
    const { parts, runs, train } = notebook(new FakeRunHost());
    expect(runs.isConsumed(parts.G)).toBe(false);
    await train(1, () => {
      expect(runs.isWithinStep).toBe(true);
    });
    expect(runs.isWithinStep).toBe(false);
    expect(Object.values(parts).every((part) => runs.isConsumed(part))).toBe(true);
    expect(await runs.checkpointed('small')).toBe(1);
    expect(await runs.checkpointed('another')).toBe(null);
  });

  test('ends at numbers that are not finite, and says what is left', async () => {
    const host = new FakeRunHost();
    const { runs, parts, train } = notebook(host);
    await train(3);
    const run = runs.training('small', parts);
    const ending = (async () => {
      for await (const step of run.steps(9)) await run.log({ loss: step === 5 ? NaN : 1 });
    })();
    await expect(ending).rejects.toThrow(
      'ステップ5で、lossがNaNになったので、学習を止めました。ステップ3の正常な状態が残っています。',
    );
    expect(host.states.get('small')?.step).toBe(3);
  });

  test('does not keep a state with weights that are not finite', async () => {
    const host = new FakeRunHost();
    const { runs, parts } = notebook(host);
    const run = runs.training('small', parts);
    const ending = (async () => {
      for await (const step of run.steps(2)) {
        parts.G.variables[0]?.assign(tf.fill([100, 49], step === 2 ? NaN : 0));
      }
    })();
    await expect(ending).rejects.toThrow('「G/0」の値に、NaNか無限大があった');
    expect(host.states.size).toBe(0);
  });

  test('warns of tensors that pile up within 60 steps', async () => {
    const host = new FakeRunHost();
    const run = createTrainingRuns(host).training('leaky', {});
    const leaked: tf.Tensor[] = [];
    for await (const step of run.steps(60)) leaked.push(tf.scalar(step), tf.scalar(step));
    tf.dispose(leaked);
    expect(host.texts).toEqual([expect.stringContaining('テンソルが2個ずつ増えています')]);
  });

  test('goes on training when nothing can be kept', async () => {
    const host = new FakeRunHost(300);
    host.keep = () => Promise.reject(new Error('空きがありません。'));
    await notebook(host).train(20);
    expect(host.texts[0]).toBe(
      '途中の状態を保存できませんでした。学習は続けます。空きがありません。',
    );
  });

  test('refuses a state of other networks, and changes nothing then', async () => {
    const host = new FakeRunHost();
    await notebook(host).train(2);
    const kept = host.states.get('small');
    if (!kept) throw new Error('nothing was kept');
    host.states.set('small', { ...kept, arrays: { ...kept.arrays, 'G/0': new Float32Array(3) } });
    const { parts, train } = notebook(host);
    const before = parts.noise.state();
    await expect(train(4)).rejects.toThrow('保存したときとネットワークや部品が違う');
    expect(parts.noise.state()).toEqual(before);
  });

  test('refuses by name what nobody knows how to keep', () => {
    const { training } = createTrainingRuns(new FakeRunHost());
    const given = (part: unknown) => () => training('run', { thing: part as Random });
    expect(given(tf.train.adam())).toThrow(/「thing」は.*AdamOptimizer.*ganのAdamかSgdを使って/);
    expect(given(3)).toThrow(/「thing」は.*number.*変わらない値なら/);
    expect(given(tf.scalar(1))).toThrow('tf.variable()');
    expect(given(null)).toThrow('null');
    expect(given(tf.variable(tf.scalar(1)))).not.toThrow();
    expect(
      given(tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1 })] })),
    ).not.toThrow();
  });
});
