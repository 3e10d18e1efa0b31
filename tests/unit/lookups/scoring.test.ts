import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDiscriminator, createGenerator } from '@lib/models/dcgan';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { Scoring } from '@lib/lookups/scoring';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { saveNetwork } from '@lib/nn/saved-networks';

beforeAll(() => tf.setBackend('cpu'));

const loadFile = async (name: string, file: string): Promise<ArrayBuffer> =>
  Uint8Array.from(await readFile(`public/models/${name}/${file}`)).buffer;

const random = new Random(1);
const digits = {
  ...{ count: 20, height: 28, width: 28, labels: new Uint8Array(20) },
  images: Uint8Array.from({ length: 20 * 784 }, () => random.integer(256)),
};

/** With the discriminators that the site ships. */
async function openScoring() {
  const scoring = new Scoring({
    activateBackend: () => Promise.resolve(),
    loadNetwork: (name) => loadShippedNetwork((file) => loadFile(name, file)),
    loadFile,
    loadDigits: () => Promise.resolve(digits),
  });
  return { scoring, accounts: await scoring.open(null) };
}

describe('scoring', () => {
  it('knows of both shipped discriminators what they make of real and generated images', async () => {
    const { accounts } = await openScoring();
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

  it('raises the logit of the discriminator whose steps are taken', async () => {
    const { scoring } = await openScoring();
    const image = await scoring.picture({ kind: 'late', seed: 1 });
    for (const name of ['early', 'late'] as const) {
      const { course, scores } = await scoring.score({ image, steps: [name, name, name] });
      expect(course[name]).toHaveLength(4);
      expect(course[name].at(-1)).toBeGreaterThan(course[name][0] ?? NaN);
      expect(scores[name].logit).toBe(course[name].at(-1));
      expect(scores[name].score).toBeCloseTo(1 / (1 + Math.exp(-scores[name].logit)), 6);
    }
  });

  it('answers the same whether steps are asked for one by one or at once', async () => {
    const [{ scoring }, { scoring: other }] = [await openScoring(), await openScoring()];
    const image = await scoring.picture({ kind: 'digit', seed: 3 });
    await scoring.score({ image, steps: [] });
    await scoring.score({ image, steps: ['late'] });
    const gradual = await scoring.score({ image, steps: ['late', 'early'] });
    expect(await other.score({ image, steps: ['late', 'early'] })).toEqual(gradual);
    const back = await scoring.score({ image, steps: ['late'] });
    expect(back).toEqual(await other.score({ image, steps: ['late'] }));
  });

  it('takes the reader’s own networks in the late one’s place, measured anew', async () => {
    const { scoring } = await openScoring();
    const own = createDiscriminator(new Random(8));
    const saved = {
      generator: await saveNetwork(createGenerator(new Random(7))),
      discriminator: await saveNetwork(own),
    };
    const { late } = await scoring.open(saved);
    expect(late.steps).toBeNull();
    const image = await scoring.picture({ kind: 'digit', seed: 2 });
    const { scores } = await scoring.score({ image, steps: [] });
    const pixels = Float32Array.from(image, (byte) => (byte - 127.5) / 127.5);
    const expected = own.predict(tf.tensor4d(pixels, [1, 28, 28, 1])) as tf.Tensor;
    expect(scores.late.logit).toBeCloseTo(expected.dataSync()[0] ?? NaN, 4);
  });

  it('takes a discriminator alone, beside the images of the site’s late generator', async () => {
    const { scoring, accounts } = await openScoring();
    const image = await scoring.picture({ kind: 'late', seed: 1 });
    const discriminator = await saveNetwork(createDiscriminator(new Random(8)));
    const { late } = await scoring.open({ discriminator });
    expect(late.references.late).not.toEqual(accounts.late.references.late);
    expect(await scoring.picture({ kind: 'late', seed: 1 })).toEqual(image);
  });

  it('refuses networks of another shape and keeps those before', async () => {
    const { scoring } = await openScoring();
    const wrong = await saveNetwork(createDigitClassifier(new Random(1)));
    await expect(scoring.open({ generator: wrong, discriminator: wrong })).rejects.toThrow(
      '生成器の重み',
    );
    const image = await scoring.picture({ kind: 'early', seed: 0 });
    expect((await scoring.score({ image, steps: [] })).image).toEqual(image);
  });

  it('leaves no tensors behind, however long it scores', async () => {
    const { scoring } = await openScoring();
    const image = await scoring.picture({ kind: 'late', seed: 0 });
    await scoring.score({ image, steps: ['late'] });
    const { numTensors } = tf.memory();
    await scoring.score({ image, steps: ['late', 'late', 'early'] });
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
