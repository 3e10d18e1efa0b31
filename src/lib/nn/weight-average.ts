import * as tf from '@tensorflow/tfjs';
import { copyWeights } from './model-layers';
import type { Network } from './network';
import { moveTowards } from './ops/move-towards';

/**
 * The exponential moving average of a network's weights along its training.
 *
 * A GAN's players circle around each other rather than come to rest; the average of a generator's
 * positions draws better than any of them (Yazıcı et al. 2018, arXiv:1806.04498).
 *
 * Of the first weights, which nothing has been learned in, it keeps less than the decay says: after
 * t of them at most (1 + t) / (10 + t), as TensorFlow's `ExponentialMovingAverage` does.
 */
export class WeightAverage<Kind extends Network = Network> {
  /** The network of the averaged weights; this average's own, of the same make as the other. */
  readonly network: Kind;
  /** How many weights have been taken in. */
  private taken = 0;
  private isCalibrated = false;

  /**
   * @param of begins the average as it is now
   * @param settings.decay what is kept of the average by each `add` in the long run, in [0, 1): about
   *   the last 1 / (1 − decay) of them count
   * @param settings.input makes the batch that `calibrate` takes; left out, moving statistics are averaged like weights
   */
  constructor(
    readonly of: { copy(): Kind } & Kind,
    private readonly settings: { readonly decay: number; readonly input?: () => tf.Tensor },
  ) {
    const { decay } = settings;
    if (!(decay >= 0 && decay < 1)) {
      throw new RangeError(`a decay is from 0 to below 1, received ${decay}`);
    }
    this.network = of.copy();
  }

  get count(): number {
    return this.taken;
  }

  // #region average
  /** Take the present weights into the average. */
  add(): void {
    this.taken += 1;
    const kept = Math.min(this.settings.decay, (1 + this.taken) / (10 + this.taken));
    const averaged = this.settings.input ? 'variables' : 'state';
    this.of[averaged].forEach((weight, i) => {
      moveTowards(this.network[averaged][i] as tf.Variable, weight, 1 - kept);
    });
    this.isCalibrated = false;
  }
  // #endregion

  /** Begin anew with the weights as they are now. */
  reset(): void {
    this.restored(0);
    copyWeights(this.of.state, this.network);
  }

  /** The network has been given the weights of an average of so many. */
  restored(count: number): void {
    this.taken = count;
    this.isCalibrated = false;
  }

  /**
   * Set the averaged network's moving statistics by what a batch of inputs meets in it. The average
   * of the other's statistics fits other weights than the averaged ones, and lags behind besides
   * (Izmailov et al. 2018, arXiv:1803.05407, §3.2, set them anew for averaged weights, too).
   *
   * Before the first weights are taken in there is nothing to mend: it is the other network.
   */
  calibrate(): void {
    const { input } = this.settings;
    if (this.isCalibrated || !input || this.taken === 0) return;
    tf.tidy(() => {
      const options = { updateStatistics: true, statisticsMomentum: 0 } as const;
      this.network.forward(input(), { mode: 'training', ...options });
    });
    this.isCalibrated = true;
  }

  dispose(): void {
    this.network.dispose();
  }
}
