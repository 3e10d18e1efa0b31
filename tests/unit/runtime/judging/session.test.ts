import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDiscriminator, createGenerator } from '@lib/models/dcgan';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { JudgingSession } from '@lib/runtime/judging/session';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { saveNetwork } from '@lib/training/saved-networks';

beforeAll(() => tf.setBackend('cpu'));

const loadFile = async (name: string, file: string): Promise<ArrayBuffer> =>
  Uint8Array.from(await readFile(`public/models/${name}/${file}`)).buffer;

const random = new Random(1);
const digits = {
  ...{ count: 20, height: 28, width: 28, labels: new Uint8Array(20) },
  images: Uint8Array.from({ length: 20 * 784 }, () => random.integer(256)),
};

/** With the discriminators that the site ships. */
async function openSession() {
  const session = new JudgingSession({
    activateBackend: () => Promise.resolve(),
    loadNetwork: (name) => loadShippedNetwork((file) => loadFile(name, file)),
    loadFile,
    loadDigits: () => Promise.resolve(digits),
  });
  return { session, accounts: await session.open(null) };
}

describe('JudgingSession', () => {
  it('knows of both shipped judges what they make of real and generated images', async () => {
    const { accounts } = await openSession();
    expect(accounts.early.steps).toBeLessThan(accounts.late.steps ?? NaN);
    for (const { references } of Object.values(accounts)) {
      for (const { meanScore } of Object.values(references)) {
        expect(meanScore).toBeGreaterThan(0);
        expect(meanScore).toBeLessThan(1);
      }
    }
    // Each was trained to tell its own generator's images from real ones.
    const { early, late } = accounts;
    expect(early.references.early.meanLogit).toBeLessThan(early.references.real.meanLogit);
    expect(late.references.late.meanLogit).toBeLessThan(late.references.real.meanLogit);
  });

  it('raises the logit of the judge whose steps are taken', async () => {
    const { session } = await openSession();
    const image = await session.picture({ kind: 'late', seed: 1 });
    for (const name of ['early', 'late'] as const) {
      const { course, verdicts } = await session.judge({ image, steps: [name, name, name] });
      expect(course[name]).toHaveLength(4);
      expect(course[name].at(-1)).toBeGreaterThan(course[name][0] ?? NaN);
      expect(verdicts[name].logit).toBe(course[name].at(-1));
      expect(verdicts[name].score).toBeCloseTo(1 / (1 + Math.exp(-verdicts[name].logit)), 6);
    }
  });

  it('answers the same whether steps are asked for one by one or at once', async () => {
    const [{ session }, { session: other }] = [await openSession(), await openSession()];
    const image = await session.picture({ kind: 'digit', seed: 3 });
    await session.judge({ image, steps: [] });
    await session.judge({ image, steps: ['late'] });
    const gradual = await session.judge({ image, steps: ['late', 'early'] });
    expect(await other.judge({ image, steps: ['late', 'early'] })).toEqual(gradual);
    const back = await session.judge({ image, steps: ['late'] });
    expect(back).toEqual(await other.judge({ image, steps: ['late'] }));
  });

  it('takes the reader’s own networks in the late judge’s place, measured anew', async () => {
    const { session } = await openSession();
    const own = createDiscriminator(new Random(8));
    const saved = {
      generator: await saveNetwork(createGenerator(new Random(7))),
      discriminator: await saveNetwork(own),
    };
    const { late } = await session.open(saved);
    expect(late.steps).toBeNull();
    const image = await session.picture({ kind: 'digit', seed: 2 });
    const { verdicts } = await session.judge({ image, steps: [] });
    const pixels = Float32Array.from(image, (byte) => (byte - 127.5) / 127.5);
    const expected = own.predict(tf.tensor4d(pixels, [1, 28, 28, 1])) as tf.Tensor;
    expect(verdicts.late.logit).toBeCloseTo(expected.dataSync()[0] ?? NaN, 4);
  });

  it('refuses networks of another shape and keeps the judges before', async () => {
    const { session } = await openSession();
    const wrong = await saveNetwork(createDigitClassifier(new Random(1)));
    await expect(session.open({ generator: wrong, discriminator: wrong })).rejects.toThrow(
      '生成器の重み',
    );
    const image = await session.picture({ kind: 'early', seed: 0 });
    expect((await session.judge({ image, steps: [] })).image).toEqual(image);
  });

  it('leaves no tensors behind, however long it judges', async () => {
    const { session } = await openSession();
    const image = await session.picture({ kind: 'late', seed: 0 });
    await session.judge({ image, steps: ['late'] });
    const { numTensors } = tf.memory();
    await session.judge({ image, steps: ['late', 'late', 'early'] });
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
