import * as tf from '@tensorflow/tfjs';
import type { StraightNetwork } from './straight-network';

/**
 * The exponential moving average of a network's weights along its training, moving statistics
 * included.
 *
 * A GAN's players circle around each other rather than come to rest; the average of a generator's
 * positions draws better than any of them (Yazıcı et al. 2018, arXiv:1806.04498).
 */
export class WeightAverage {
  private readonly averages: tf.Variable[];

  /**
   * @param model begins the average as it is now
   * @param decay what is kept of the average by each `add`, in [0, 1): about the last
   *   1 / (1 − decay) of them count
   */
  constructor(
    private readonly model: StraightNetwork,
    private readonly decay: number,
  ) {
    if (!(decay >= 0 && decay < 1)) {
      throw new RangeError(`a decay is from 0 to below 1, received ${decay}`);
    }
    this.averages = model.getWeights().map((weight) => tf.variable(weight, false));
  }

  /** Take the model's present weights into the average. */
  add(): void {
    const { decay } = this;
    tf.tidy(() => {
      this.model.getWeights().forEach((weight, i) => {
        const average = this.averages[i];
        average?.assign(average.mul(decay).add(weight.mul(1 - decay)));
      });
    });
  }

  /** Give a network of the same shape the average as its weights. */
  copyTo(model: StraightNetwork): void {
    model.setWeights(this.averages);
  }

  dispose(): void {
    tf.dispose(this.averages);
  }
}
