/**
 * The smallest family that is no plain GAN: two generators on the line, the second of which moves
 * what the first one draws, and one discriminator, which learns twice a round.
 */
import * as tf from '@tensorflow/tfjs';
import type { Family, RunContext, Source, Turn } from '@lib/models/family';
import { discriminatorLoss, generatorLosses } from '@lib/nn/losses';
import { JoinedNetwork } from '@lib/nn/joined-network';
import type { Network } from '@lib/nn/network';
import { StraightNetwork } from '@lib/nn/straight-network';
import type { Random } from '@lib/random';

export interface TwoSettings {
  readonly batchSize: number;
  readonly rate: number;
  /** Fixed. */
  readonly seed: number;
}

type Context = RunContext<TwoSettings>;

/** Hands out the numbers 0 to 9 in order, again and again, over 10. */
class Counting implements Source {
  private position = 0;

  next(count: number): tf.Tensor2D {
    const values = Array.from({ length: count }, () => (this.position++ % 10) / 10);
    return tf.tensor2d(values, [count, 1]);
  }

  state(): readonly number[] {
    return [this.position];
  }

  restore([position = 0]: readonly number[]): void {
    this.position = position;
  }
}

const network = ({ networks }: Context, name: string) => networks[name] as Network;
const training = { mode: 'training' } as const;

function noiseOf({ random, settings }: Context): tf.Tensor2D {
  const values = new Float32Array(settings.batchSize);
  random['noise']?.fillUniform(values, -1, 1);
  return tf.tensor2d(values, [values.length, 1]);
}

function drawn(context: Context, noise: tf.Tensor): { first: tf.Tensor; second: tf.Tensor } {
  const first = network(context, 'first').forward(noise, training);
  const second = network(context, 'second').forward({ x: first, noise }, training);
  return { first, second };
}

const discriminatorTurn: Turn<TwoSettings> = {
  name: 'discriminator',
  updates: 'discriminator',
  times: 2,
  tells: { loss: 'discriminatorLoss', updates: 'discriminatorUpdates' },
  prepare(context) {
    const counting = context.sources['counting'] as Counting;
    const { second } = drawn(context, noiseOf(context));
    return { real: counting.next(context.settings.batchSize), fake: second };
  },
  loss: (context, { real, fake }) =>
    discriminatorLoss(
      network(context, 'discriminator').forward(real as tf.Tensor, training),
      network(context, 'discriminator').forward(fake as tf.Tensor, training),
    ),
};

/** Either generator learns from what the second one draws of its own noise. */
function generatorTurn(name: 'first' | 'second'): Turn<TwoSettings> {
  return {
    name,
    updates: name,
    tells: { loss: `${name}Loss`, gradient: `${name}Gradient` },
    prepare: (context) => ({ noise: noiseOf(context) }),
    loss(context, { noise }, note) {
      const { second } = drawn(context, noise as tf.Tensor);
      note(`${name}Mean`, second.mean());
      const logits = network(context, 'discriminator').forward(second, training);
      return generatorLosses['non-saturating'](logits);
    },
  };
}

function dense(random: Random, inputs: number, units: number): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) });
  return tf.sequential({
    layers: [tf.layers.dense({ inputShape: [inputs], units, kernelInitializer })],
  });
}

export const twoGenerators: Family<TwoSettings, { readonly count: number }, readonly number[]> = {
  data: 'none',
  computing: 'measured',
  pacing: { numbers: { interval: 100, share: 1 }, pictures: { interval: 1000, share: 0.1 } },
  tellsEveryRound: true,
  streams: ['noise'],
  sources: () => ({ counting: new Counting() }),
  seed: ({ seed }) => seed,
  check({ batchSize }) {
    if (batchSize > 100) throw new Error('バッチサイズは100以下です。');
  },
  networks: (_, random) => ({
    first: new StraightNetwork(dense(random('first'), 1, 1)),
    second: new JoinedNetwork({
      name: 'second',
      runs: { mix: dense(random('second'), 2, 1) },
      wire: ({ mix }, { x, noise }) =>
        mix(tf.concat([x as tf.Tensor, noise as tf.Tensor], 1)).add(x as tf.Tensor),
    }),
    discriminator: new StraightNetwork(dense(random('discriminator'), 1, 1)),
  }),
  optimizers: ({ rate }) => ({
    first: { optimizer: 'sgd', learningRate: rate, momentum: 0.5 },
    second: { optimizer: 'adam', learningRate: rate, momentum: 0.5 },
    discriminator: { optimizer: 'adam', learningRate: rate, momentum: 0 },
  }),
  turns: () => [discriminatorTurn, generatorTurn('first'), generatorTurn('second')],
  live: (current, next) => ({ ...next, seed: current.seed }),
  async shows(context, { count }) {
    const { second } = drawn(context, tf.linspace(-1, 1, count).reshape([count, 1]));
    return [...(await second.data())];
  },
  info: (contexts) => contexts.map(({ settings }) => settings.batchSize),
  asks: { mean: (lane) => lane.networks['first']?.parameterCount },
};
