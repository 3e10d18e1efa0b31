import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createGenerator } from '@lib/models/dcgan';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { QualityWatch } from '@lib/session/parts/quality-watch';
import type { Trainer } from '@lib/training/trainer';
import { activateWasm } from '../../backends/wasm/node-wasm';
import { FakeTrainer } from '../../support/fake-trainer';
import { noiseDataset } from '../../support/tiny-mnist';

beforeAll(activateWasm);

const digits = noiseDataset(12);

/** A trainer with a generator. */
function trainerAt(step: number, generator = freshGenerator()): Trainer {
  const trainer = new FakeTrainer();
  trainer.step = step;
  return Object.assign(trainer, { networks: { generator } });
}

const freshGenerator = () => new StraightNetwork(createGenerator(new Random(1)));

/** Draws something else of every noise: every pixel is one of its values. */
function variedGenerator(): StraightNetwork {
  const kernelInitializer = tf.initializers.randomNormal({ seed: 3, stddev: 20 });
  return new StraightNetwork(
    tf.sequential({
      layers: [
        tf.layers.dense({
          inputShape: [100],
          units: 784,
          activation: 'tanh',
          kernelInitializer,
        }),
        tf.layers.reshape({ targetShape: [28, 28, 1] }),
      ],
    }),
  );
}

interface SetUp {
  readonly loadClassifier?: () => Promise<StraightNetwork>;
  readonly alarm?: boolean;
}

function setUp({ loadClassifier = loadFresh, alarm = true }: SetUp = {}): QualityWatch {
  return new QualityWatch({ data: { digits }, loadClassifier, alarm });
}

const loadFresh = () => Promise.resolve(new StraightNetwork(createDigitClassifier(new Random(2))));

describe('the watch of quality', () => {
  it('is due every 20 seconds at the most, and not at once', () => {
    const { pacing, isShownAtRest } = setUp();
    expect(pacing).toEqual({ interval: 20_000, share: 0.05, isDueAtOnce: false });
    expect(isShownAtRest).toBe(false);
  });

  it('measures as many generated images as real ones, lane by lane', async () => {
    const watch = setUp();
    const reading = await watch.look([trainerAt(7), null, trainerAt(7, variedGenerator())]);
    expect(reading).toMatchObject({ step: 7, floor: { count: 6 }, healthyStep: null });
    expect(reading.lanes.map((lane) => lane?.count ?? null)).toEqual([6, null, 6]);
    watch.dispose();
  });

  it('tells of images that are all alike after three measurements, and of no state to go back to', async () => {
    const watch = setUp();
    const collapses = [];
    // What a fresh generator draws hardly depends on z, while the real images here are noise.
    for (const step of [200, 300, 400]) collapses.push(await watch.look([trainerAt(step)]));
    expect(collapses.map(({ collapse }) => collapse?.since ?? null)).toEqual([null, null, 200]);
    expect(watch.healthyState).toBeNull();
    watch.dispose();
  });

  it('keeps the newest state whose images were varied', async () => {
    const watch = setUp();
    const varied = variedGenerator();
    await watch.look([trainerAt(100, varied)]);
    const { healthyStep } = await watch.look([trainerAt(200, varied)]);
    expect(healthyStep).toBe(200);
    expect(watch.healthyState?.step).toBe(200);
    expect(await watch.look([trainerAt(300)])).toMatchObject({ healthyStep: 200, collapse: null });
    watch.dispose();
  });

  it('rings no alarm and keeps no state unless asked to', async () => {
    const watch = setUp({ alarm: false });
    for (const step of [200, 300, 400]) {
      expect(await watch.look([trainerAt(step)])).toMatchObject({ collapse: null });
    }
    await watch.look([trainerAt(500, variedGenerator())]);
    expect(watch.healthyState).toBeNull();
    watch.dispose();
  });

  it('says so where the classifier cannot be had', async () => {
    const watch = setUp({
      loadClassifier: () => Promise.reject(new Error('読み込めませんでした')),
    });
    await expect(watch.look([trainerAt(5)])).rejects.toThrow('読み込めませんでした');
  });

  it('frees all that it took', async () => {
    const trainer = trainerAt(1);
    const { numTensors } = tf.memory();
    const watch = setUp();
    await watch.look([trainer]);
    watch.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
