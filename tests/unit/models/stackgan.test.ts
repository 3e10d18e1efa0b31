import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { followingSecond, repairs, slotAccuracies } from '@lib/metrics/caption-match';
import { createBirdClassifier } from '@lib/models/bird-classifier';
import { createCaptionEncoder } from '@lib/models/caption-encoder';
import { family, shippedName, stageAt } from '@lib/models/stackgan';
import {
  conditionSize,
  createStageOneDiscriminator,
  createStageTwoGenerator,
  lookAt,
} from '@lib/models/stackgan-networks';
import { stackganDefaults } from '@lib/models/stackgan-settings';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { activateWasm } from '../backends/wasm/node-wasm';
import { plain } from '../support/tensors';

beforeAll(activateWasm);

const shown = { mode: 'inference' } as const;

async function create() {
  const shipped = {
    [shippedName('encoder')]: await createCaptionEncoder(new Random(1)).save(),
    [shippedName('classifier')]: await createBirdClassifier(new Random(2)).save(),
  };
  const settings = { ...stackganDefaults, stageOneRounds: 1, batchSizes: [4, 2] as const };
  return new AdversarialTrainer({ family, settings, data: { digits: null, shipped } });
}

describe('a run of both stages', () => {
  it('trains Stage-I alone, then Stage-II and its average alone; the encoder never', async () => {
    const trainer = await create();
    const weights = () =>
      Object.fromEntries(
        Object.entries(trainer.networks).map(([name, { state }]) => [name, plain(state)]),
      );
    const changed = (before: ReturnType<typeof weights>) =>
      Object.entries(weights())
        .filter(([name, now]) => JSON.stringify(now) !== JSON.stringify(before[name]))
        .map(([name]) => name);
    const start = weights();
    const first = await trainer.train();
    expect(trainer.isFinite(first)).toBe(true);
    expect(changed(start)).toEqual(['generator1', 'discriminator1']);
    expect(stageAt(trainer.settings, 1)).toBe(2);
    const between = weights();
    const second = await trainer.train();
    expect(trainer.isFinite(second)).toBe(true);
    expect(changed(between)).toEqual(['generator2', 'discriminator2', 'generator2Average']);
    trainer.dispose();
  });
});

describe('the networks', () => {
  it('join a text at every place without repeating it', () => {
    const discriminator = createStageOneDiscriminator(new Random(3));
    const images = tf.randomUniform([2, 16, 16, 3], -1, 1, 'float32', 4);
    const embedding = tf.randomUniform([2, 128], -1, 1, 'float32', 5);
    const features = lookAt(discriminator, images, shown);
    const logits = discriminator.forward({ features, embedding }, shown);
    // The same with the text repeated at all 4×4 places and its weights in the convolution.
    const words = discriminator.run(
      'words',
      discriminator.run('compress', embedding, shown),
      shown,
    );
    const tiled = words.reshape([2, 1, 1, 128]).tile([1, 4, 4, 1]);
    const joined = discriminator.run('places', features, shown).add(tiled);
    const compared = discriminator
      .run('seen', features, shown)
      .mul(discriminator.run('asked', embedding, shown))
      .sum(1, true)
      .div(8); // the root of 64 numbers compared
    const expected = discriminator.run('verdict', joined, shown).add(compared);
    expect(plain([logits])).toEqual(plain([expected]));
  });

  it('give Stage-II pictures of 64×64', () => {
    const generator = createStageTwoGenerator(new Random(6));
    const made = generator.forward(
      { small: tf.zeros([1, 16, 16, 3]), condition: tf.zeros([1, conditionSize]) },
      shown,
    );
    expect(made.shape).toEqual([1, 64, 64, 3]);
  });

  it('let Stage-II begin near the picture of Stage-I, whatever the text', () => {
    const generator = createStageTwoGenerator(new Random(7));
    const small = tf.tensor4d(
      [...Array<number>(2 * 128 * 3).fill(-0.8), ...Array<number>(2 * 128 * 3).fill(0.8)],
      [2, 16, 16, 3],
    );
    const condition = tf.randomNormal([2, conditionSize], 0, 1, 'float32', 8);
    const [dark, light] = tf.split(generator.forward({ small, condition }, shown), 2);
    expect((dark as tf.Tensor).mean().dataSync()[0]).toBeCloseTo(-0.8, 1);
    expect((light as tf.Tensor).mean().dataSync()[0]).toBeCloseTo(0.8, 1);
  });
});

describe('what captions and pictures have in common', () => {
  const bird = { body: 0, head: 1, wing: 2, beak: 1, ground: 2 };
  const claims = [
    { said: bird, states: ['body', 'head'] as const },
    { said: bird, states: ['body'] as const },
  ];

  it('is counted where it is stated', () => {
    const accuracy = slotAccuracies(claims, [
      { ...bird, head: 0 },
      { ...bird, body: 5 },
    ]);
    expect(accuracy.body).toBe(0.5);
    expect(accuracy.head).toBe(0);
    expect(accuracy.beak).toBeNaN();
  });

  it('may be mended or broken by Stage-II', () => {
    const wrong = { ...bird, body: 7 };
    const { mended, broken } = repairs(claims, [wrong, bird], [bird, wrong]);
    expect(mended.body).toBe(1);
    expect(broken.body).toBe(1);
    expect(mended.head).toBeNaN();
    expect(broken.head).toBe(0);
  });

  it('follows the second caption only where the two differ', () => {
    const first = [{ ...bird, body: 3 }, bird];
    const following = followingSecond(first, claims, [bird, bird]);
    expect(following.body).toBe(1);
    expect(following.head).toBeNaN();
  });
});
