import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decompose } from '@lib/nn/laplacian-pyramid';
import { family, type LapganSettings } from '@lib/models/lapgan';
import { assemble, levelNoise, classesToTensor, verdicts } from '@lib/models/lapgan-images';
import { createLapganDiscriminator, createLapganGenerator } from '@lib/models/lapgan-networks';
import { type Side, sides } from '@lib/models/lapgan-sides';
import type { LapganPicture, LapganView } from '@lib/models/lapgan-views';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import type { Network, SavedNetwork } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { StraightNetwork } from '@lib/nn/straight-network';
import { splitImages } from '@lib/data/low-resolution';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { activateWasm } from '../backends/wasm/node-wasm';
import { distance, randomTensor } from '../support/tensors';
import { noiseDataset } from '../support/tiny-mnist';

beforeAll(activateWasm);
afterAll(() => {
  tf.disposeVariables();
});

const digits = { ...noiseDataset(12), labels: Uint8Array.from({ length: 12 }, (_, i) => i % 10) };
const settings: LapganSettings = {
  levels: [7],
  learningRate: 1e-3,
  batchSize: 2,
  jitter: 0.05,
  start: 'nothing',
  decay: 0,
  seed: 1,
};

function open(changed: Partial<LapganSettings> = {}) {
  const options = { family, settings: { ...settings, ...changed }, data: { digits } };
  return new AdversarialTrainer<LapganSettings>(options);
}

async function trained(levels: readonly Side[], changed: Partial<LapganSettings> = {}) {
  const trainer = open({ levels, ...changed });
  const before = await weightsOf(trainer);
  await trainer.train();
  const numbers = trainer.metrics;
  const after = await weightsOf(trainer);
  trainer.dispose();
  const moved = Object.keys(after).filter((name) => String(after[name]) !== String(before[name]));
  return { numbers, after, moved };
}

async function weightsOf({ networks }: AdversarialTrainer<LapganSettings>) {
  const entries = Object.entries(networks).map(
    async ([name, { state }]) => [name, await state[0]?.data()] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

const networksOf = () =>
  Object.fromEntries(
    sides.flatMap((side) => [
      [`generator${side}`, createLapganGenerator(side, new Random(side))],
      [`discriminator${side}`, createLapganDiscriminator(side, new Random(side + 1))],
    ]),
  );

describe('the networks of LAPGAN', () => {
  it('have the sizes that are told of them', () => {
    const count = (create: typeof createLapganGenerator) =>
      sides.map((side) => create(side, new Random(1)).parameterCount);
    expect(count(createLapganGenerator)).toEqual([106_801, 64_653, 37_489]);
    expect(count(createLapganDiscriminator)).toEqual([81_409, 62_685, 39_089]);
  });

  it.each([14, 28] as const)('D of %i pixels sees the sum only', (side) => {
    const discriminator = createLapganDiscriminator(side, new Random(1));
    const classes = classesToTensor([3]);
    const [sum, part] = [
      randomTensor<tf.Rank.R4>([1, side, side, 1]),
      randomTensor<tf.Rank.R4>([1, side, side, 1], { seed: 2 }),
    ];
    const judge = (coarse: tf.Tensor, residual: tf.Tensor) =>
      discriminator.forward({ coarse, residual, classes }, { mode: 'inference' });
    const whole = judge(tf.zerosLike(sum), sum);
    expect(distance(judge(part, sum.sub(part)), whole)).toBeLessThan(1e-5);
    // And as far as images go only.
    const beyond = judge(tf.ones([1, side, side, 1]), tf.ones([1, side, side, 1]));
    expect(distance(judge(tf.ones([1, side, side, 1]), tf.zeros([1, side, side, 1])), beyond)).toBe(
      0,
    );
  });

  it.each(sides)(
    'G and D of %i pixels go by the class, G by noise and coarse image too',
    (side) => {
      const generator = createLapganGenerator(side, new Random(1));
      const base = {
        noise: levelNoise(side, new Random(1), 1),
        classes: classesToTensor([1]),
        ...(side === 7 ? {} : { coarse: randomTensor([1, side, side, 1]) }),
      };
      const make = (changed: object) =>
        generator.forward({ ...base, ...changed }, { mode: 'inference' });
      const residual = make({});
      expect(residual.shape).toEqual([1, side, side, 1]);
      const others = [
        { classes: classesToTensor([2]) },
        { noise: levelNoise(side, new Random(2), 1) },
        ...(side === 7 ? [] : [{ coarse: randomTensor([1, side, side, 1], { seed: 3 }) }]),
      ];
      for (const other of others) expect(distance(make(other), residual)).toBeGreaterThan(1e-3);
      const discriminator = createLapganDiscriminator(side, new Random(2));
      const judge = (digit: number) =>
        discriminator.forward(
          { residual, classes: classesToTensor([digit]) },
          { mode: 'inference' },
        );
      expect(distance(judge(1), judge(2))).toBeGreaterThan(1e-4);
    },
  );
});

describe('images of a LAPGAN', () => {
  const images = randomTensor<tf.Rank.R4>([2, 28, 28, 1]);
  const real = decompose(images, 3);
  const all = (part: 'real' | 'generated' | 'none') => ({ 7: part, 14: part, 28: part });
  const make = (parts: ReturnType<typeof all>) =>
    assemble({ networks: networksOf(), classes: [1, 2], seed: 5, parts, real });

  it('are the real ones where every level is real', () => {
    expect(distance(make(all('real'))[2]?.image as tf.Tensor, images)).toBeLessThan(1e-6);
  });

  it('have the noise of a level whatever the others are', () => {
    const coarse = make(all('generated'))[0]?.image as tf.Tensor;
    const mixed = make({ ...all('real'), 7: 'generated' })[0]?.image as tf.Tensor;
    expect(distance(coarse, mixed)).toBe(0);
  });

  it('are black where nothing is added at all, and judged at each level', () => {
    const levels = make(all('none'));
    const black = levels[2]?.image as tf.Tensor;
    expect(distance(black, tf.fill(black.shape, -1))).toBe(0);
    levels.forEach((level, i) => {
      const found = [...verdicts(networksOf(), i, level, [1, 2]).dataSync()];
      expect(found).toHaveLength(2);
      expect(found.every((score) => score > 0 && score < 1)).toBe(true);
    });
  });
});

describe('a LAPGAN in training', () => {
  it('moves the pair of its level and no other', async () => {
    expect((await trained([14])).moved).toEqual(['generator14', 'discriminator14']);
  });

  it('learns a level alone as beside the others, and by its seed', async () => {
    const [alone, together, other] = [
      await trained([7]),
      await trained([7, 14, 28]),
      await trained([7], { seed: 2 }),
    ];
    expect(together.numbers['generatorLoss7']).toBe(alone.numbers['generatorLoss7']);
    expect(together.after['generator7']).toEqual(alone.after['generator7']);
    expect(other.numbers['generatorLoss7']).not.toBe(alone.numbers['generatorLoss7']);
    expect(Object.keys(together.numbers)).toEqual(
      expect.arrayContaining(['right7', 'spread7', 'right14', 'spread28']),
    );
  });

  it('refuses images without labels', () => {
    const data = { digits: noiseDataset(12) };
    expect(() => new AdversarialTrainer({ family, settings, data })).toThrow('ラベル');
  });

  it('begins with what is shipped, but for a level that learns from scratch', async () => {
    const names = sides.flatMap((side) => [`generator${side}`, `discriminator${side}`]);
    const shipped: Record<string, SavedNetwork> = {};
    for (const [name, network] of Object.entries(networksOf())) {
      shipped[`lapgan/${name}`] = await network.save();
    }
    const begun = async (start: LapganSettings['start']) => {
      const changed = { ...settings, start };
      expect(family.loads?.(changed)?.filter((name) => name.startsWith('lapgan/'))).toHaveLength(
        start === 'shipped' ? 6 : 4,
      );
      const data = { digits, shipped };
      const trainer = new AdversarialTrainer<LapganSettings>({ family, settings: changed, data });
      const found = await weightsOf(trainer);
      trainer.dispose();
      return names.filter((name) => {
        const saved = new Float32Array(shipped[`lapgan/${name}`]?.weightData ?? new ArrayBuffer(0));
        return found[name]?.every((value, i) => value === saved[i]);
      });
    };
    expect(await begun('shipped')).toEqual(names);
    expect(await begun('scratch')).toEqual(names.slice(2));
  });

  it('shows a real digit as it is where every level is real', async () => {
    const trainer = open();
    const { heldOut } = splitImages(digits);
    const digit = heldOut.labels?.[0] ?? 0;
    const parts = { 7: 'real', 14: 'real', 28: 'real' } as const;
    const view: LapganView = { digit, index: 0, asked: digit, parts, noiseSeed: 1 };
    const picture = (await trainer.picture(view)) as LapganPicture;
    trainer.dispose();
    const shown = picture.levels[2]?.image;
    // To a rounding of the last grey level.
    expect(shown?.every((byte, i) => Math.abs(byte - (heldOut.images[i] ?? 0)) <= 1)).toBe(true);
    expect(picture.levels.map(({ residual }) => residual.length)).toEqual([49, 196, 784]);
    expect(picture.samples.length).toBe(20 * 784);
  });

  it('is looked at anew only when its weights are others', async () => {
    const classifier = new StraightNetwork(createDigitClassifier(new Random(1)));
    const data = { digits, shipped: { 'digit-classifier': await classifier.save() } };
    const trainer = open();
    const watch = family.watches?.['alarms']?.(data, null);
    const first = await watch?.look([trainer]);
    expect(first).toMatchObject({
      variety: [expect.any(Number), expect.any(Number), expect.any(Number)],
    });
    expect(await watch?.look([trainer])).toBe(first);
    await trainer.train();
    const second = await watch?.look([trainer]);
    expect(second).not.toBe(first);
    const generator7 = trainer.networks['generator7'] as Network;
    loadNetworks({ generator7 }, { generator7: await generator7.save() });
    expect(await watch?.look([trainer])).not.toBe(second);
    watch?.dispose?.();
    for (const one of [trainer, classifier]) one.dispose();
  });
});
