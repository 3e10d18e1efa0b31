import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accuracyOf, classifyDigits } from '@lib/metrics/classify';
import { measureQuality, prepareReference } from '@lib/metrics/quality';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { StraightNetwork } from '@lib/nn/straight-network';
import { activateWasm } from '../backends/wasm/node-wasm';
import { noiseDataset } from '../support/tiny-mnist';

beforeAll(activateWasm);
afterEach(() => {
  tf.disposeVariables();
});

const dataset = noiseDataset(60);
const { images } = dataset;

const createClassifier = () => new StraightNetwork(createDigitClassifier(new Random(1)));

describe('classifying', () => {
  it('gives what the network gives, whatever the size of the batches', async () => {
    const classifier = createClassifier();
    const whole = await classifyDigits({ classifier, images });
    const pieces = await classifyDigits({ classifier, images, batchSize: 7 });
    const input = tf.tensor4d(
      Float32Array.from(images, (b) => (b - 127.5) / 127.5),
      [60, 28, 28, 1],
    );
    const expected = tf.softmax(classifier.forward(input, { mode: 'inference' })).dataSync();
    expect(whole.count).toBe(60);
    expect(whole.features).toHaveLength(60 * 64);
    for (const { probabilities } of [whole, pieces]) {
      probabilities.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] ?? NaN, 4);
      });
    }
  });

  it('decides for the likeliest digit, with its probability', async () => {
    const classifier = createClassifier();
    const { probabilities, classes, confidences } = await classifyDigits({ classifier, images });
    classes.forEach((digit, i) => {
      const row = probabilities.subarray(i * 10, i * 10 + 10);
      expect(row[digit]).toBe(Math.max(...row));
      expect(confidences[i]).toBe(row[digit]);
    });
  });

  it('has features from which the last layer decides', async () => {
    const classifier = createClassifier();
    const { features, probabilities } = await classifyDigits({ classifier, images });
    const [kernel, bias] = classifier.layers.at(-1)?.weights() ?? [];
    const logits = tf.matMul(tf.tensor2d(features, [60, 64]), kernel as tf.Tensor2D);
    tf.softmax(logits.add(bias as tf.Tensor))
      .dataSync()
      .forEach((value, i) => {
        expect(value).toBeCloseTo(probabilities[i] ?? NaN, 4);
      });
  });

  it('leaves no tensors behind, and the network as it was', async () => {
    const classifier = createClassifier();
    const { numTensors } = tf.memory();
    const first = await classifyDigits({ classifier, images });
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(await classifyDigits({ classifier, images })).toEqual(first);
  });

  it('counts right answers', () => {
    const classified = { classes: Uint8Array.of(1, 2, 3, 4), count: 4 };
    expect(accuracyOf(classified as never, [1, 2, 0, 4])).toBe(0.75);
    expect(() => accuracyOf(classified as never, [1])).toThrow('received 1');
  });

  it('refuses broken images', async () => {
    const classifier = createClassifier();
    await expect(classifyDigits({ classifier, images: new Uint8Array(785) })).rejects.toThrow(
      'received 785',
    );
  });
});

describe('the quality of a set', () => {
  it('is measured against as many real images as it has', async () => {
    const classifier = createClassifier();
    const options = { classifier, dataset, random: new Random(3) };
    const reference = await prepareReference({ ...options, count: 20 });
    expect(reference.floor.count).toBe(20);
    const quality = await measureQuality({
      classifier,
      images: images.slice(0, 20 * 784),
      reference,
    });
    expect(quality.counts.reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(quality.frechetDistance).toBeGreaterThanOrEqual(0);
    await expect(
      measureQuality({ classifier, images: images.slice(0, 784), reference }),
    ).rejects.toThrow('for 20 images, received 1');
    await expect(prepareReference({ ...options, count: 59 })).rejects.toThrow('received 59');
  });
});
