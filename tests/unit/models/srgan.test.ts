import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { splitImages } from '@lib/data/low-resolution';
import { probeGradient } from '@lib/inspection/gradient-probe';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import type { FamilyData } from '@lib/models/family';
import { family, type SrganSettings } from '@lib/models/srgan';
import { createContentFeatures } from '@lib/models/srgan-content';
import { enlarge, mixed, shrink } from '@lib/models/srgan-enlarge';
import { createSrganDiscriminator, createSrganGenerator } from '@lib/models/srgan-networks';
import { srganDefaults } from '@lib/models/srgan-settings';
import type { SrganPicture, SrganView } from '@lib/models/srgan-shown';
import { saveNetwork } from '@lib/nn/saved-networks';
import { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { distance, plain, randomize, randomTensor } from '../support/tensors';
import { noiseDataset } from '../support/tiny-mnist';
import { activateWasm } from '../backends/wasm/node-wasm';

const made: AdversarialTrainer<SrganSettings>[] = [];
let data: FamilyData;
let classifier: tf.Sequential;
beforeAll(async () => {
  await activateWasm();
  classifier = createDigitClassifier(new Random(1));
  randomize(classifier);
  data = {
    digits: noiseDataset(8),
    shipped: {
      'digit-classifier': await saveNetwork(classifier),
      'srgan/srresnet': await createSrganGenerator(new Random(5)).save(),
      'srgan/generator': await createSrganGenerator(new Random(6)).save(),
      'srgan/discriminator': await createSrganDiscriminator(new Random(7)).save(),
    },
  };
});
afterAll(() => {
  for (const trainer of made) trainer.dispose();
  tf.disposeVariables();
});

const settings: SrganSettings = { ...srganDefaults, pretraining: 2, rounds: 3, batchSize: 2 };

function create(changes: Partial<SrganSettings> = {}) {
  const trainer = new AdversarialTrainer<SrganSettings>({
    family: family as never,
    settings: { ...settings, ...changes },
    data,
  });
  made.push(trainer);
  return trainer;
}

async function train(trainer: AdversarialTrainer<SrganSettings>, rounds: number) {
  const metrics = [];
  for (let i = 0; i < rounds; i++) metrics.push(await trainer.train());
  return metrics;
}

const stateOf = ({ networks }: AdversarialTrainer<SrganSettings>, name: string) =>
  plain(networks[name]?.state ?? []);

describe('the networks of SRGAN', () => {
  it('lead from 7×7 to 28×28 in (−1, 1), and from there to a logit, at the sizes of the design', () => {
    const [generator, discriminator] = [
      createSrganGenerator(new Random(1)),
      createSrganDiscriminator(new Random(1)),
    ];
    const low = randomTensor<tf.Rank.R4>([2, 7, 7, 1], { low: 0 });
    const images = generator.forward(low, { mode: 'training' });
    expect(images.shape).toEqual([2, 28, 28, 1]);
    expect(images.abs().max().dataSync()[0]).toBeLessThanOrEqual(1);
    expect(discriminator.forward(images, { mode: 'training' }).shape).toEqual([2, 1]);
    expect([generator, discriminator].map((network) => network.parameterCount)).toEqual([
      199_114, 550_497,
    ]);
  });

  it('can be mixed: all of one, all of the other, and weights between', async () => {
    const [from, to] = [1, 2].map((seed) => createSrganGenerator(new Random(seed)));
    if (!from || !to) throw new Error('unreachable');
    const images = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
    for (const [share, wanted] of [
      [0, from],
      [1, to],
    ] as const) {
      expect(await enlarge(mixed(from, to, share), images)).toEqual(await enlarge(wanted, images));
    }
    const [kernel] = plain([...mixed(from, to, 0.25).state]);
    const [a = [], b = []] = [plain([...from.state])[0], plain([...to.state])[0]];
    expect(kernel?.[3]).toBeCloseTo(0.75 * (a[3] ?? 0) + 0.25 * (b[3] ?? 0), 6);
  });
});

describe('the features that content is compared by', () => {
  it.each([
    ['low', 5],
    ['high', 14],
  ] as const)('are the classifier’s after a ReLU (%s), its normalization folded', (layer, last) => {
    const features = createContentFeatures(data.shipped?.['digit-classifier'] as never, layer);
    const images = randomTensor<tf.Rank.R4>([3, 28, 28, 1]);
    const network = new StraightNetwork(classifier);
    const name = network.layers[last]?.name ?? '';
    const wanted = network.forwardTo([name], images)[name] as tf.Tensor;
    const found = features.forward(images, { mode: 'inference' });
    expect(found.min().dataSync()[0]).toBeCloseTo(0, 10);
    expect(distance(found, wanted)).toBeLessThan(1e-3 * (wanted.max().dataSync()[0] ?? 0));
  });
});

describe('a run', () => {
  it('from scratch trains SRResNet alone, and G is SRResNet to the bit when the GAN begins', async () => {
    const trainer = create();
    const discriminator = stateOf(trainer, 'discriminator');
    const [first] = await train(trainer, 2);
    expect(Object.keys(first ?? {}).sort()).toEqual(['pixelLoss', 'step']);
    expect(stateOf(trainer, 'discriminator')).toEqual(discriminator);
    await trainer.takeTurn('discriminator');
    expect(stateOf(trainer, 'generator')).toEqual(stateOf(trainer, 'srresnet'));
    const before = stateOf(trainer, 'srresnet');
    await trainer.takeTurn('generator');
    expect(stateOf(trainer, 'generator')).not.toEqual(before);
    expect(stateOf(trainer, 'srresnet')).toEqual(before);
  });

  it('scales the content loss so that on SRResNet’s images it is as large as the squared error', async () => {
    const trainer = create({ start: 'srresnet' });
    const { networks } = trainer;
    // Of the eight, all that are trained on are taken.
    const { images, count } = splitImages(data.digits).training;
    const real = tf.tensor4d(
      Float32Array.from(images, (byte) => (byte - 127.5) / 127.5),
      [count, 28, 28, 1],
    );
    const fake = networks['srresnet']?.forward(shrink(real), { mode: 'inference' }) as tf.Tensor;
    const features = (x: tf.Tensor) =>
      networks['features']?.forward(x, { mode: 'inference' }) as tf.Tensor;
    const error = (a: tf.Tensor, b: tf.Tensor) =>
      tf.losses.meanSquaredError(a, b).dataSync()[0] ?? NaN;
    const wanted = error(real, fake) / error(features(real), features(fake));
    const [metrics] = await train(trainer, 1);
    expect((metrics?.['contentScale'] ?? NaN) / wanted).toBeCloseTo(1, 4);
    const { randomStates } = await trainer.state();
    expect(randomStates['contentScale']).toEqual([metrics?.['contentScale']]);
  });

  it('goes on from its state over the change from SRResNet to GAN, as it would have', async () => {
    for (const step of [1, 2, 3]) {
      const trainer = create();
      await train(trainer, step);
      const state = structuredClone(await trainer.state());
      const wanted = await train(trainer, 2);
      const again = create();
      again.restore(state);
      expect(await train(again, 2)).toEqual(wanted);
    }
  });

  it('from the shipped networks goes on with them, and from SRResNet with a G that is the same', () => {
    const shipped = create({ start: 'shipped' });
    const wanted = createSrganGenerator(new Random(6));
    expect(stateOf(shipped, 'generator')).toEqual(plain([...wanted.state]));
    const from = create({ start: 'srresnet' });
    expect(stateOf(from, 'generator')).toEqual(stateOf(from, 'srresnet'));
    expect(stateOf(from, 'srresnet')).toEqual(stateOf(shipped, 'srresnet'));
  });

  it('tells how loud either term is at G’s output, the weight included', async () => {
    const [quiet] = await train(create({ start: 'srresnet', adversarialWeight: 0.001 }), 1);
    const [loud] = await train(create({ start: 'srresnet', adversarialWeight: 0.01 }), 1);
    expect(loud?.['contentGradient']).toBeCloseTo(quiet?.['contentGradient'] ?? NaN, 6);
    const times = (loud?.['adversarialGradient'] ?? NaN) / (quiet?.['adversarialGradient'] ?? NaN);
    expect(times).toBeCloseTo(10, 3);
  });

  it('lowers its rates as the paper does', () => {
    const rates = (step: number) =>
      Object.values(family.optimizers({ ...settings, pretraining: 30, rounds: 30 }, step)).map(
        ({ learningRate }) => learningRate,
      );
    expect(rates(19)).toEqual([5e-4, 1e-4, 1e-4]);
    expect(rates(20)).toEqual([1e-4, 1e-4, 1e-4]);
    expect(rates(50)).toEqual([1e-4, 1e-5, 1e-5]);
  });

  it('shows a digit in every way, or the reader’s, and mixes what it shows', async () => {
    const trainer = create({ start: 'shipped' });
    const look = (view: SrganView) => trainer.picture(view) as Promise<SrganPicture>;
    const end = await look({ digit: 0, mix: 1 });
    expect(end.made.mixed).toEqual(end.made.srgan);
    expect(end.alike.images.length).toBe(6 * 784);
    const own = Uint8Array.from({ length: 784 }, (_, i) => i % 251);
    const start = await look({ digit: own, mix: 0 });
    expect(start.original).toEqual(own);
    expect(start.made.mixed).toEqual(start.made.srresnet);
    expect(start.psnr.mixed).toBe(start.psnr.srresnet);
  });
});

describe('the gradient that is listened to', () => {
  it('is told as it comes back, and unchanged', () => {
    const x = tf.tensor1d([1, 2]);
    let norm = NaN;
    const gradient = tf.grad((input) =>
      probeGradient(input, (found) => {
        norm = found.dataSync()[0] ?? NaN;
      })
        .mul(tf.tensor1d([3, 4]))
        .sum(),
    )(x);
    expect([...gradient.dataSync()]).toEqual([3, 4]);
    expect(norm).toBeCloseTo(5, 6);
  });
});

describe('a transposed convolution in place of convolution and pixel shuffle', () => {
  const [inputs, outputs] = [3, 2];
  const kernel = randomTensor<tf.Rank.R4>([3, 3, inputs, 4 * outputs], { seed: 2 });

  /** Channels are ordered by the row's phase, the column's, and the channel of the output. */
  const shuffled = (x: tf.Tensor4D, weights: tf.Tensor4D) => {
    const [batch, height, width] = x.shape;
    return tf
      .conv2d(x, weights, 1, 'same')
      .reshape([batch, height, width, 2, 2, outputs])
      .transpose([0, 1, 3, 2, 4, 5])
      .reshape([batch, 2 * height, 2 * width, outputs]);
  };
  /** Tap i of phase a is tap a − 2i + 4 of the larger kernel. */
  const places = [4, 5, 2, 3, 0, 1];
  const enlarged = (weights: tf.Tensor4D) => {
    const taps = tf
      .reshape(weights, [3, 3, inputs, 2, 2, outputs])
      .transpose([0, 3, 1, 4, 5, 2]) // [i, a, j, b, output, input]
      .reshape([6, 6, outputs, inputs]);
    const order = places.map((_, at) => places.indexOf(at));
    // Piece by piece: tfjs cannot differentiate a gathering on WASM.
    const ordered = (tensor: tf.Tensor, axis: 0 | 1) => {
      const pieces = tf.split(tensor, 6, axis);
      return tf.concat(
        order.map((at) => pieces[at] as tf.Tensor),
        axis,
      );
    };
    return ordered(ordered(taps, 0), 1) as tf.Tensor4D;
  };
  const transposed = (x: tf.Tensor4D, weights: tf.Tensor4D) => {
    const [batch, height, width] = x.shape;
    const shape = [batch, 2 * height, 2 * width, outputs] as [number, number, number, number];
    return tf.conv2dTranspose(x, enlarged(weights), shape, 2, 'same');
  };
  const x = randomTensor<tf.Rank.R4>([2, 5, 4, inputs], { seed: 3 });

  it('has the same values', () => {
    expect(distance(transposed(x, kernel), shuffled(x, kernel))).toBeLessThan(1e-5);
  });

  it('has the same gradients, of the input and of the weights', () => {
    const dy = randomTensor<tf.Rank.R4>([2, 10, 8, outputs], { seed: 4 });
    const gradients = (f: typeof shuffled) =>
      tf.grads((input, weights) =>
        f(input as tf.Tensor4D, weights as tf.Tensor4D)
          .mul(dy)
          .sum(),
      )([x, kernel]);
    const [left, right] = [gradients(transposed as typeof shuffled), gradients(shuffled)];
    left.forEach((gradient, i) => {
      expect(distance(gradient, right[i] as tf.Tensor)).toBeLessThan(1e-4);
    });
  });
});
