/** A GAN of two tiny perceptrons in the plane, as the theory chapter describes GANs. */
import type { Random } from '@lib/random';
import { Adam } from './adam';
import { Perceptron } from './perceptron';
import { throughWaves, widthWith, withWaves } from './waves';

/** The part of the plane that the cover shows, around 0. */
export const plane = { width: 4.8, height: 2 } as const;
/** Points of each kind in a step. */
export const batchSize = 64;

const hidden = [32, 32];
const learningRate = 1e-3;
/** Finer ones for D, which has to see the gaps between strokes. */
const waves = { generator: [3], discriminator: [3, 6] } as const;
/** Noise fills the plane but for its rim. */
const noise = { width: 0.92 * plane.width, height: 0.95 * plane.height } as const;

/** D's mean answers in a step's batch, each from 0, "made up", to 1, "real". */
export interface Answers {
  readonly real: number;
  readonly generated: number;
}

export class TinyGan {
  private readonly generator: Perceptron;
  private readonly discriminator: Perceptron;
  private readonly generatorOptimizer: Adam;
  private readonly discriminatorOptimizer: Adam;
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random.fork('noise');
    this.generator = new Perceptron({
      widths: [widthWith(waves.generator), ...hidden, 2],
      random: random.fork('generator'),
      // It begins by leaving the noise nearly where it is.
      outputScale: 0.05,
    });
    this.discriminator = new Perceptron({
      widths: [widthWith(waves.discriminator), ...hidden, 1],
      random: random.fork('discriminator'),
    });
    this.generatorOptimizer = new Adam(this.generator, learningRate);
    this.discriminatorOptimizer = new Adam(this.discriminator, learningRate);
  }

  /** G: noise `[count, 2]` to points `[count, 2]`. The network says how far each is to move. */
  generate(from: Float32Array): Float32Array {
    const moves = this.generator.forward(withWaves(from, waves.generator));
    return moves.map((move, i) => move + (from[i] ?? 0));
  }

  /** D: points `[count, 2]` to the probability of each being real. */
  judge(points: Float32Array): Float32Array {
    return this.logits(points).map(sigmoid);
  }

  /**
   * One update of D, then one of G.
   *
   * @param real data, `[batchSize, 2]`
   */
  train(real: Float32Array): Answers {
    const answers = this.trainDiscriminator(real);
    this.trainGenerator();
    return answers;
  }

  /** Down the gradient of the mean of −log D(x) − log(1 − D(G(z))). */
  private trainDiscriminator(real: Float32Array): Answers {
    const both = new Float32Array(4 * batchSize);
    both.set(real);
    both.set(this.generate(drawNoise(this.random, batchSize)), 2 * batchSize);
    const answers = this.judge(both);
    this.discriminator.backward(
      answers.map((answer, i) => (answer - (i < batchSize ? 1 : 0)) / batchSize),
    );
    this.discriminatorOptimizer.update();
    return {
      real: mean(answers.subarray(0, batchSize)),
      generated: mean(answers.subarray(batchSize)),
    };
  }

  /** Down the gradient of the mean of −log D(G(z)). */
  private trainGenerator(): void {
    const points = this.generate(drawNoise(this.random, batchSize));
    const answers = this.judge(points);
    const byRows = this.discriminator.backward(answers.map((answer) => (answer - 1) / batchSize));
    this.discriminator.gradient.fill(0); // it is G that learns
    this.generator.backward(throughWaves(points, waves.discriminator, byRows));
    this.generatorOptimizer.update();
  }

  private logits(points: Float32Array): Float32Array {
    return this.discriminator.forward(withWaves(points, waves.discriminator));
  }
}

/** What G begins with: points `[count, 2]` anywhere in the plane. */
export function drawNoise(random: Random, count: number): Float32Array {
  return Float32Array.from({ length: 2 * count }, (_, i) => {
    const extent = i % 2 === 0 ? noise.width : noise.height;
    return extent * (random.uniform() - 0.5);
  });
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
