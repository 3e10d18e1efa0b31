import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createActivationReader } from '@lib/inspection/class-activation-map';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));

const random = new Random(1);
const image = Uint8Array.from({ length: 784 }, () => random.integer(256));

describe('class activation maps', () => {
  it('average to the logits, less the biases', async () => {
    const model = createDigitClassifier(new Random(2));
    model.layers
      .at(-1)
      ?.setWeights([tf.randomNormal([64, 10], 0, 1, 'float32', 1), tf.range(0, 10)]);
    const { maps, logits, biases, rows, columns } = await createActivationReader(
      new StraightNetwork(model),
    )(image);
    expect([rows, columns]).toEqual([7, 7]);
    expect([...biases]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (let digit = 0; digit < 10; digit++) {
      const map = maps.slice(digit * 49, (digit + 1) * 49);
      const mean = map.reduce((sum, value) => sum + value, 0) / 49;
      expect(mean + (biases[digit] ?? NaN)).toBeCloseTo(logits[digit] ?? NaN, 3);
    }
  });

  it('come with the classifier’s own probabilities', async () => {
    const model = createDigitClassifier(new Random(2));
    const { probabilities, logits } = await createActivationReader(new StraightNetwork(model))(
      image,
    );
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    const input = tf.tensor4d(
      Float32Array.from(image, (b) => (b - 127.5) / 127.5),
      [1, 28, 28, 1],
    );
    const expected = (model.predict(input) as tf.Tensor).dataSync();
    logits.forEach((logit, i) => {
      expect(logit).toBeCloseTo(expected[i] ?? NaN, 4);
    });
  });

  it('are made of the feature maps and the weights that come with them', async () => {
    const { maps, features, weights } = await createActivationReader(
      new StraightNetwork(createDigitClassifier(new Random(3))),
    )(image);
    const [digit, place] = [4, 17];
    let sum = 0;
    for (let channel = 0; channel < 64; channel++) {
      sum += (weights[channel * 10 + digit] ?? NaN) * (features[channel * 49 + place] ?? NaN);
    }
    expect(maps[digit * 49 + place]).toBeCloseTo(sum, 4);
  });

  it('leave no tensors behind, however many images are looked at', async () => {
    const read = createActivationReader(new StraightNetwork(createDigitClassifier(new Random(2))));
    await read(image);
    const { numTensors } = tf.memory();
    await read(image);
    await read(image);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
