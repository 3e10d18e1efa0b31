/** What the two tasks of {@link ./pix2pix.ts} have in common: turns, networks, and what is shown. */
import * as tf from '@tensorflow/tfjs';
import { toBytes } from '../data/image-grid';
import { type PairSource, textureSide as side } from '../data/textures';
import { deviationMap } from '../metrics/texture-reading';
import { discriminatorLoss, generatorLosses } from '../nn/losses';
import type { ForwardOptions, Network } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import { Random } from '../random';
import {
  type Family,
  type FamilyData,
  networkIn,
  type RunContext,
  shippedOf,
  type Turn,
} from './family';
import { createPatchDiscriminator, createUNet, type UNetOptions } from './pix2pix-networks';
import {
  allSkips,
  hasDiscriminator,
  noSkips,
  type Pix2pixPicture,
  type Pix2pixSamples,
  type Pix2pixSettings,
  type Pix2pixView,
  shippedFolder,
  shownDeviation,
  type Skips,
} from './pix2pix-settings';

export type Pix2pixContext = RunContext<Pix2pixSettings>;

export interface Pix2pixTask {
  readonly name: 'textures' | 'outlines';
  readonly data: 'digits' | 'none';
  /** Of the input. */
  readonly channels: number;
  readonly widths: UNetOptions['widths'];
  readonly source: (random: Random, data: FamilyData) => PairSource;
  /** An input of the reader's as networks take it: `[32, 32, channels]`. */
  readonly encode: (input: Uint8Array) => Float32Array;
  /** Inputs that the data brings with it, where the reader's own are not all there is. */
  readonly samples?: (data: FamilyData) => Pix2pixSamples;
  /** Shipped networks that the watches need. */
  readonly needs: readonly string[];
  readonly watches: NonNullable<Family<Pix2pixSettings>['watches']>;
}

// #region turns
const discriminatorTurn: Turn<Pix2pixSettings> = {
  name: 'discriminator',
  updates: 'discriminator',
  tells: { loss: 'discriminatorLoss' },
  prepare(context) {
    const { x, y } = nextPairs(context, 'discriminator');
    return { x, y, fake: generate(context, { x, ...trained(context) }) };
  },
  loss(context, { x, y, fake }, note) {
    const [onReal, onFake] = [judge(context, { x, y }), judge(context, { x, y: fake })];
    note('realScore', tf.sigmoid(onReal).mean());
    note('fakeScore', tf.sigmoid(onFake).mean());
    return discriminatorLoss(onReal, onFake);
  },
};

/** −log D(x, G(x, z)) + λ · L1, or an error of the pixels alone. */
const generatorTurn: Turn<Pix2pixSettings> = {
  name: 'generator',
  updates: 'generator',
  tells: { loss: 'generatorLoss' },
  prepare: (context) => nextPairs(context, 'generator'),
  loss(context, { x, y }, note) {
    const { loss, lambda } = context.settings;
    const fake = generate(context, { x: x as tf.Tensor, ...trained(context) });
    // A mean over the pixels; their sum would be as good as a λ 1,024 times as large.
    const l1 = fake
      .sub(y as tf.Tensor)
      .abs()
      .mean<tf.Scalar>();
    note('l1', l1.clone());
    if (loss === 'l2') return fake.squaredDifference(y as tf.Tensor).mean();
    if (!hasDiscriminator(context.settings)) return l1;
    const adversarial = generatorLosses['non-saturating'](judge(context, { x, y: fake }));
    note('adversarialLoss', adversarial.clone());
    return adversarial.add(l1.mul(lambda));
  },
};

/** D's verdicts `[batch, n, n, 1]` on pictures, which a conditional D sees joined with their inputs. */
function judge(
  { networks, settings }: Pick<Pix2pixContext, 'networks' | 'settings'>,
  { x, y }: { readonly x: tf.Tensor | undefined; readonly y: tf.Tensor | undefined },
): tf.Tensor {
  const seen = settings.loss === 'gan' ? [y] : [x, y];
  const joined = tf.concat(seen as tf.Tensor[], -1);
  return networkIn({ networks }, 'discriminator').forward(joined, { mode: 'training' });
}
// #endregion

interface Generation {
  /** `[count, 32, 32, channels]`. */
  readonly x: tf.Tensor;
  readonly skips: Skips;
  /** Draws the dropout; none without it. */
  readonly dropout: Random | null;
}

/** G's pictures, `[count, 32, 32, 1]` in (−1, 1). */
function generate(
  { networks }: Pick<Pix2pixContext, 'networks'>,
  { x, skips, dropout }: Generation,
): tf.Tensor {
  // Without moving statistics, the modes differ in dropout alone.
  const options: ForwardOptions = dropout
    ? { mode: 'training', random: dropout }
    : { mode: 'inference' };
  const isWhole = skips.every((isOpen) => isOpen);
  const inputs = isWhole ? { x } : { x, skips: tf.tensor1d(skips.map(Number)) };
  return networkIn({ networks }, 'generator').forward(inputs, options);
}

const trained = ({ random, settings }: Pix2pixContext) => ({
  skips: settings.hasSkips ? allSkips : noSkips,
  dropout: random['dropout'] ?? null,
});

function nextPairs({ sources, settings: { batchSize } }: Pix2pixContext, name: string) {
  const { inputs, targets } = (sources[name] as PairSource).next(batchSize);
  const channels = inputs.length / targets.length;
  return {
    x: tf.tensor4d(inputs, [batchSize, side, side, channels]),
    y: tf.tensor4d(targets, [batchSize, side, side, 1]),
  };
}

/** G's pictures of inputs as it learns them, for measures: with dropout of a seed. */
export function picturesOf(
  context: Pick<Pix2pixContext, 'networks'> & { readonly settings: unknown },
  {
    inputs,
    count,
    seed,
  }: { readonly inputs: Float32Array; readonly count: number; readonly seed: number },
): Float32Array {
  const { hasSkips } = context.settings as Pix2pixSettings;
  return tf.tidy(() => {
    const x = tf.tensor(inputs, [count, side, side, inputs.length / (count * side ** 2)]);
    const skips = hasSkips ? allSkips : noSkips;
    return generate(context, { x, skips, dropout: new Random(seed) }).dataSync<'float32'>();
  });
}

const rolesOf = (settings: Pix2pixSettings) =>
  hasDiscriminator(settings) ? ['generator', 'discriminator'] : ['generator'];

/** The shipped network of a role that a run begins with; nothing if it begins from scratch. */
function shippedNames(task: Pix2pixTask, settings: Pix2pixSettings) {
  const folder = settings.start === 'shipped' ? shippedFolder(task.name, settings) : null;
  if (folder === null) return [];
  return rolesOf(settings).map((role) => [role, `${folder}/${role}`] as const);
}

function createNetworks(
  { channels, widths }: Pix2pixTask,
  settings: Pix2pixSettings,
  random: (name: string) => Random,
): Record<string, Network> {
  const generator = createUNet({ random: random('generator'), channels, widths });
  if (!hasDiscriminator(settings)) return { generator };
  const { loss, field } = settings;
  const judged = { field, channels: loss === 'gan' ? 1 : channels + 1 };
  return { generator, discriminator: createPatchDiscriminator(random('discriminator'), judged) };
}

/** A family of a task. */
export function pix2pixFamily(
  task: Pix2pixTask,
): Family<Pix2pixSettings, Pix2pixView, Pix2pixPicture, Pix2pixSamples | null> {
  return {
    data: task.data,
    computing: 'measured',
    pacing: {
      numbers: { interval: 100, share: 1 },
      pictures: { interval: 500, share: 0.15 },
    },
    tellsEveryRound: true,
    streams: ['dropout'],
    seed: ({ seed }) => seed,
    sources: (_settings, random, data) => ({
      // Of their own, so that G sees the same pairs with D and without.
      generator: task.source(random('generator pairs'), data),
      discriminator: task.source(random('judged pairs'), data),
    }),
    check(settings) {
      if (settings.start === 'scratch' || shippedFolder(task.name, settings) !== null) return;
      throw new Error(
        'この設定で学習ずみのネットワークはありません。「出発点」を「はじめから」にしてください。',
      );
    },
    loads: (settings) => [...shippedNames(task, settings).map(([, name]) => name), ...task.needs],
    networks(settings, random, data) {
      const networks = createNetworks(task, settings, random);
      const saved = shippedNames(task, settings).map(
        ([role, name]) => [role, shippedOf(data, name)] as const,
      );
      if (saved.length > 0) loadNetworks(networks, Object.fromEntries(saved));
      return networks;
    },
    optimizers(settings) {
      const { learningRate } = settings;
      const adam = { optimizer: 'adam', learningRate, momentum: 0.5 } as const;
      return Object.fromEntries(rolesOf(settings).map((role) => [role, adam]));
    },
    turns: (settings) =>
      hasDiscriminator(settings) ? [discriminatorTurn, generatorTurn] : [generatorTurn],
    live: (current, { learningRate, lambda }) => ({ ...current, learningRate, lambda }),
    shows: (context, view) => shown(context, task, view),
    watches: task.watches,
    info: ([context]) => (context && task.samples?.(context.data)) ?? null,
  };
}

/** Pictures of one input, and D's verdicts on the first of them. */
async function shown(
  context: Pix2pixContext,
  { channels, encode, samples }: Pix2pixTask,
  { input, skips, hasDropout, seed, draws }: Pix2pixView,
): Promise<Pix2pixPicture> {
  const { hasSkips } = context.settings;
  const size = side ** 2;
  const given =
    typeof input === 'number'
      ? samples?.(context.data).inputs.slice(input * size, (input + 1) * size)
      : input;
  const made = tf.tidy(() => {
    const x = tf.tensor4d(encode(given ?? new Uint8Array(size)), [1, side, side, channels]);
    const all = generate(context, {
      x: tf.tile(x, [draws, 1, 1, 1]),
      skips: hasSkips ? skips : noSkips,
      dropout: hasDropout ? new Random(seed) : null,
    });
    if (!hasDiscriminator(context.settings)) return { all };
    return { all, judged: tf.sigmoid(judge(context, { x, y: tf.slice(all, 0, 1) })) };
  });
  const pictures = await made.all.data<'float32'>();
  const verdicts = (await made.judged?.data<'float32'>()) ?? null;
  tf.dispose(made);
  const deviations = draws > 1 ? deviationMap(pictures, draws) : null;
  const sum = deviations?.reduce((total, value) => total + value, 0) ?? 0;
  return {
    pictures: toBytes(pictures),
    verdicts: verdicts && scaled(verdicts, 255),
    deviations: deviations && scaled(deviations, 255 / shownDeviation),
    meanDeviation: sum / size,
  };
}

function scaled(values: Float32Array, factor: number): Uint8Array {
  return new Uint8Array(Uint8ClampedArray.from(values, (value) => value * factor).buffer);
}
