/**
 * LAPGAN (Denton et al. 2015, arXiv:1506.05751), class-conditional, scaled down to MNIST: a pyramid of
 * 28×28, 14×14 and 7×7 pixels, and at each level a GAN that learns by itself, from true coarse images.
 *
 * As in the authors' code (github.com/facebook/eyescream): D adds l_k and the residual, and sees of l_k
 * nothing else; noise and class are one plane each; noise is uniform; the fakes that D sees have other
 * coarse images than the real ones; G makes −log D smaller.
 *
 * What differs: digits; 5×5 convolutions of few channels; Adam in place of gradient descent; and what D
 * sees is clipped to [−1, 1] and has noise upon it, for real digits are black to the last bit, which
 * would tell them from generated ones.
 */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import { MnistBatches } from '../data/mnist';
import { selectImages } from '../data/split';
import type { JoinedNetwork } from '../nn/joined-network';
import { pyramidLevel, type PyramidLevel } from '../nn/laplacian-pyramid';
import { discriminatorLoss, generatorLosses } from '../nn/losses';
import { loadNetworks } from '../nn/saved-networks';
import { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import { createDigitClassifier } from './digit-classifier';
import {
  type Family,
  type FamilyData,
  imagePacing,
  type Lane,
  type RunContext,
  shippedOf,
  type Turn,
} from './family';
import {
  classesToTensor,
  discriminatorOf,
  generatorOf,
  imagesToTensor,
  levelNoise,
  withinRange,
} from './lapgan-images';
import { createLapganDiscriminator, createLapganGenerator } from './lapgan-networks';
import { type Side, sides } from './lapgan-sides';
import {
  alarmsOf,
  deviation,
  type LapganAlarms,
  type LapganPicture,
  type LapganView,
  pictureOf,
  trainingDigits,
} from './lapgan-views';

export interface LapganSettings {
  /** The levels that learn; the others stay as they are. */
  readonly levels: readonly Side[];
  readonly learningRate: number;
  /** At the coarsest level twice as many, twice in a round. */
  readonly batchSize: number;
  /** σ of the noise upon what D sees, ≥ 0. */
  readonly jitter: number;
  /** Of the moving average of G's weights, by which images are drawn, in [0, 1); 0 for none. */
  readonly decay: number;
  /** What learns begins as the site ships it, or untrained; `nothing`: no shipped network is needed at all. */
  readonly start: 'shipped' | 'scratch' | 'nothing';
  readonly seed: number;
}

type Context = RunContext<LapganSettings>;

const classifierName = 'digit-classifier';

const namesOf = (side: Side) => [`generator${side}`, `discriminator${side}`] as const;
const folderOf = (name: string) => `lapgan/${name}`;
const learns = ({ levels }: LapganSettings, name: string) =>
  levels.flatMap<string>(namesOf).includes(name);

/** What is particular to the coarsest level, whose networks are quick. */
const coarsest = { batchFactor: 2, times: 2 };

// #region turns
function discriminatorTurn(side: Side): Turn<LapganSettings> {
  return {
    name: `discriminator${side}`,
    updates: `discriminator${side}`,
    tells: { loss: `discriminatorLoss${side}` },
    prepare(context) {
      const [real, other] = [nextBatch(context, side), nextBatch(context, side)];
      const jitter = () => normalNoise(context, side, real.residual.shape);
      return {
        ...named('real', real),
        ...named('fake', { ...other, residual: generate(context, side, other) }),
        realJitter: jitter(),
        fakeJitter: jitter(),
      };
    },
    loss(context, prepared, note) {
      const random = context.random[`dropout ${side}`] as Random;
      const judge = (kind: string) =>
        discriminatorOf(context.networks, side).forward(unnamed(kind, prepared), {
          mode: 'training',
          random,
        });
      const [onReal, onFake] = [judge('real'), judge('fake')];
      const shareAbove = (logits: tf.Tensor) => tf.step(logits).mean();
      note(`right${side}`, shareAbove(onReal).add<tf.Scalar>(shareAbove(onFake.neg())).div(2));
      return discriminatorLoss(onReal, onFake);
    },
  };
}

function generatorTurn(side: Side): Turn<LapganSettings> {
  return {
    name: `generator${side}`,
    updates: `generator${side}`,
    tells: { loss: `generatorLoss${side}` },
    prepare(context) {
      const batch = nextBatch(context, side);
      return {
        ...named('given', batch),
        noise: levelNoise(side, context.random[`noise ${side}`] as Random, batch.count),
        jitter: normalNoise(context, side, batch.residual.shape),
      };
    },
    loss(context, { noise, jitter, ...prepared }, note) {
      const { residual: real, ...rest } = unnamed('given', prepared);
      const given = { ...rest, noise: noise as tf.Tensor };
      const residual = generatorOf(context.networks, side).forward(given, { mode: 'training' });
      const judged = { ...rest, residual, jitter: jitter as tf.Tensor };
      const random = context.random[`dropout ${side}`] as Random;
      const options = { mode: 'training', random } as const;
      const logits = discriminatorOf(context.networks, side).forward(judged, options);
      const seen = withinRange(residual, rest['coarse'] ?? null);
      note(`spread${side}`, deviation(seen).div<tf.Scalar>(deviation(real as tf.Tensor)));
      return generatorLosses['non-saturating'](logits);
    },
  };
}
// #endregion

/** The turns of each level; the coarsest takes its own twice. */
const turnsOf = Object.fromEntries(
  sides.map((side) => {
    const turns = [discriminatorTurn(side), generatorTurn(side)];
    return [side, side === 7 ? repeated(turns, coarsest.times) : turns];
  }),
) as Readonly<Record<Side, readonly Turn<LapganSettings>[]>>;

function repeated<Item>(items: readonly Item[], times: number): readonly Item[] {
  return Array.from({ length: times }, () => items).flat();
}

interface Batch extends Omit<PyramidLevel, 'image'> {
  readonly classes: tf.Tensor2D;
  readonly count: number;
}

/** True images, of which a level is told l_k and class, and whose residual it is to make. */
function nextBatch({ sources, settings, data }: Context, side: Side): Batch {
  const count = settings.batchSize * (side === 7 ? coarsest.batchFactor : 1);
  const indices = (sources[`batches ${side}`] as MnistBatches).nextIndices(count);
  const { images, labels } = selectImages(trainingDigits(data), indices);
  const pixels = imagesToTensor(images, digitSize);
  const { coarse, residual } = pyramidLevel(pixels, sides.indexOf(side), sides.length);
  return { coarse, residual, classes: classesToTensor(labels), count };
}

function generate(context: Context, side: Side, { coarse, classes, count }: Batch): tf.Tensor4D {
  const noise = levelNoise(side, context.random[`noise ${side}`] as Random, count);
  const inputs = { noise, classes, ...(coarse ? { coarse } : {}) };
  const generator = generatorOf(context.networks, side);
  return generator.forward(inputs, { mode: 'training' }) as tf.Tensor4D;
}

function normalNoise({ random, settings }: Context, side: Side, shape: number[]): tf.Tensor {
  const source = random[`jitter ${side}`] as Random;
  const values = new Float32Array(tf.util.sizeFromShape(shape));
  if (settings.jitter > 0) {
    for (let i = 0; i < values.length; i++) values[i] = settings.jitter * source.normal();
  }
  return tf.tensor(values, shape);
}

/** A batch among others: `real` and `coarse` make `real.coarse`. */
function named(kind: string, { coarse, residual, classes }: Batch): Record<string, tf.Tensor> {
  return {
    ...(coarse ? { [`${kind}.coarse`]: coarse } : {}),
    [`${kind}.residual`]: residual,
    [`${kind}.classes`]: classes,
  };
}

/** What {@link named} has named, and the noise upon it if there is any. */
function unnamed(kind: string, tensors: Readonly<Record<string, tf.Tensor>>) {
  const prefix = `${kind}.`;
  const own = Object.entries(tensors)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, tensor]) => [name.slice(prefix.length), tensor] as const);
  const jitter = tensors[`${kind}Jitter`];
  return { ...Object.fromEntries(own), ...(jitter ? { jitter } : {}) } as Record<string, tf.Tensor>;
}

export const family: Family<LapganSettings, LapganView, LapganPicture> = {
  data: 'digits',
  computing: 'measured',
  pacing: imagePacing,
  tellsEveryRound: true,
  // Each level's own, so that it learns the same beside others as alone.
  streams: sides.flatMap((side) => [`noise ${side}`, `jitter ${side}`, `dropout ${side}`]),
  seed: ({ seed }) => seed,
  sources(_settings, random, data) {
    const dataset = trainingDigits(data);
    const entries = sides.map((side) => {
      const name = `batches ${side}`;
      return [name, new MnistBatches({ dataset, random: random(name) })] as const;
    });
    return Object.fromEntries(entries);
  },
  loads({ start, levels }) {
    if (start === 'nothing') return [];
    const known = sides.filter((side) => start === 'shipped' || !levels.includes(side));
    return [classifierName, ...known.flatMap(namesOf).map(folderOf)];
  },
  networks(settings, random, data) {
    const networks: Record<string, JoinedNetwork> = {};
    for (const side of sides) {
      const [generator, discriminator] = namesOf(side);
      networks[generator] = createLapganGenerator(side, random(generator));
      networks[discriminator] = createLapganDiscriminator(side, random(discriminator));
    }
    const shipped = Object.keys(networks).filter((name) => data.shipped?.[folderOf(name)]);
    const begun = shipped.filter((name) => settings.start === 'shipped' || !learns(settings, name));
    const pick = <Item>(item: (name: string) => Item) =>
      Object.fromEntries(begun.map((name) => [name, item(name)]));
    loadNetworks(
      pick((name) => networks[name] as JoinedNetwork),
      pick((name) => shippedOf(data, folderOf(name))),
    );
    return networks;
  },
  optimizers({ levels, learningRate }) {
    const adam = { optimizer: 'adam', learningRate, momentum: 0.5 } as const;
    return Object.fromEntries(levels.flatMap(namesOf).map((name) => [name, adam]));
  },
  averages: ({ levels, decay }) =>
    decay === 0 ? {} : Object.fromEntries(levels.map((side) => [`generator${side}`, { decay }])),
  turns: ({ levels }) => levels.flatMap((side) => turnsOf[side]),
  live: (current, { learningRate, jitter }) => ({ ...current, learningRate, jitter }),
  shows: pictureOf,
  watches: {
    alarms(data) {
      let classifier: StraightNetwork | null = null;
      let seen: Seen | null = null;
      return {
        pacing: { interval: 3000, share: 0.1 },
        isShownAtRest: true,
        async look([lane]) {
          if (!lane) return null;
          const of = stateOf(lane);
          if (seen?.of.every((part, i) => part === of[i])) return seen.alarms;
          classifier ??= loadClassifier(data);
          seen = { of, alarms: await alarmsOf(lane.networks, data, classifier) };
          return seen.alarms;
        },
        dispose: () => classifier?.dispose(),
      };
    },
  },
};

/** What was found of networks as they were then: another view of the same ones needs no other look. */
interface Seen {
  readonly of: readonly unknown[];
  readonly alarms: LapganAlarms;
}

/** Tells generators of the same weights: a step changes the first number, loading them their variables' data. */
const stateOf = ({ step, networks }: Lane): readonly unknown[] => [
  step,
  ...sides.map((side) => generatorOf(networks, side).variables[0]?.dataId),
];

function loadClassifier(data: FamilyData): StraightNetwork {
  const classifier = new StraightNetwork(createDigitClassifier(new Random(0)));
  loadNetworks({ classifier }, { classifier: shippedOf(data, classifierName) });
  return classifier;
}
