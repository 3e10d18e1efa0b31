import { createGenerator } from '@lib/models/dcgan';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { QualityWatch } from '@lib/runtime/quality-watch';
import { SampleInspector } from '@lib/runtime/sample-inspector';
import type { Trainer } from '@lib/runtime/training-run';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { Clock, FakeTrainer } from '../support/fake-trainer';
import { noiseDataset } from '../support/tiny-mnist';

const generator = createGenerator(new Random(1));

/** A trainer whose generator is the fresh one above. */
function trainerAt(step: number): Trainer {
  const trainer = new FakeTrainer();
  trainer.step = step;
  const networks = { generator } as unknown as Trainer['networks'];
  return new Proxy(trainer, {
    get: (target, name) =>
      name === 'networks' ? networks : (Reflect.get(target, name, target) as unknown),
  }) as unknown as Trainer;
}

function setUp(loadClassifier = () => Promise.resolve(createDigitClassifier(new Random(2)))) {
  const clock = new Clock();
  const dataset = noiseDataset(12);
  return { clock, watch: new QualityWatch({ dataset, loadClassifier, now: clock.now }) };
}

describe('QualityWatch', () => {
  it('measures when it is due, as many generated images as real ones', async () => {
    const { clock, watch } = setUp();
    expect(await watch.offer(trainerAt(5))).toBeNull();
    clock.present = 20_000;
    const reading = await watch.offer(trainerAt(7));
    expect(reading).toMatchObject({ step: 7, quality: { count: 6 }, floor: { count: 6 } });
    expect(await watch.offer(trainerAt(8))).toBeNull();
    watch.dispose();
  });

  it('tells of images that are all alike after three measurements, and of no state to go back to', async () => {
    const { watch } = setUp();
    const collapses = [];
    // What a fresh generator draws hardly depends on z, while the real images here are noise.
    for (const step of [200, 300, 400]) collapses.push(await watch.measure(trainerAt(step)));
    expect(collapses.map(({ collapse }) => collapse?.since ?? null)).toEqual([null, null, 200]);
    expect(watch.healthyState).toBeNull();
    watch.dispose();
  });

  it('lets training go on where the classifier cannot be had, and says so when asked', async () => {
    const { clock, watch } = setUp(() => Promise.reject(new Error('読み込めませんでした')));
    clock.present = 20_000;
    expect(await watch.offer(trainerAt(5))).toBeNull();
    await expect(watch.measure(trainerAt(5))).rejects.toThrow('読み込めませんでした');
  });

  it('frees all that it took', async () => {
    const { numTensors } = tf.memory();
    const { watch } = setUp();
    await watch.measure(trainerAt(1));
    watch.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe('SampleInspector', () => {
  it('finds a sample that is a training image', async () => {
    const dataset = noiseDataset(12);
    const images = dataset.images.slice(3 * 784, 5 * 784);
    const discriminator = tf.sequential({
      layers: [
        tf.layers.flatten({ inputShape: [28, 28, 1] }),
        tf.layers.dense({ units: 1, kernelInitializer: 'zeros' }),
      ],
    });
    const trainer = {
      step: 4,
      networks: { generator, discriminator },
      sample: () => Promise.resolve(images),
    } as unknown as Trainer;
    const inspector = new SampleInspector(dataset);
    const found = await inspector.inspect(trainer, 1);
    expect(found).toMatchObject({ step: 4, index: 1, nearestIndex: 4, distance: 0, score: 0.5 });
    expect(found.nearest).toEqual(images.slice(784));
    await expect(inspector.inspect(trainer, 2)).rejects.toThrow('1以上2以下');
    discriminator.dispose();
  });
});
