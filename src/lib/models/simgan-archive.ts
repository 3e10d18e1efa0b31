/** Whether D still knows the fakes of earlier: refined digits kept along a run, beside the history. */
import * as tf from '@tensorflow/tfjs';
import { concatenate } from '../data/concatenate';
import { refine, tensorOf } from '../metrics/refinement';
import type { Network } from '../nn/network';
import type { Lane } from './family';

interface ArchiveOptions {
  /** What is refined for the archive, `[count, 28, 28]` bytes. */
  readonly synthetic: Uint8Array;
  /** As many real digits that nothing learned from. */
  readonly real: Uint8Array;
  /** Rounds between two additions, and how many of these are kept. */
  readonly every: number;
  readonly kept: number;
}

export class RefinedArchive {
  private entries: readonly { readonly step: number; readonly images: Uint8Array }[] = [];

  constructor(private readonly options: ArchiveOptions) {}

  /** Take in what R makes now, if it is time. */
  async add({ step, networks }: Pick<Lane, 'step' | 'networks'>): Promise<void> {
    // A run may have gone back to an earlier state.
    this.entries = this.entries.filter((entry) => entry.step <= step);
    const last = this.entries.at(-1)?.step;
    if (last !== undefined && step < last + this.options.every) return;
    const images = await refine(networks['refiner'] as Network, this.options.synthetic);
    this.entries = [...this.entries, { step, images }].slice(-this.options.kept);
  }

  /**
   * Share of D's verdicts that are right, real digits and the archive's counting alike: 0.5 for guessing.
   *
   * @returns `null` before the archive holds anything
   */
  async accuracy({ networks }: Pick<Lane, 'networks'>): Promise<number | null> {
    if (this.entries.length === 0) return null;
    const D = networks['discriminator'] as Network;
    const fake = await shareReal(D, concatenate(this.entries.map(({ images }) => images)));
    return (1 - fake + (await shareReal(D, this.options.real))) / 2;
  }
}

/** Of all verdicts on images, those that say 本物. */
async function shareReal(discriminator: Network, images: Uint8Array): Promise<number> {
  const share = tf.tidy(() =>
    discriminator.forward(tensorOf(images), { mode: 'inference' }).greater(0).mean(),
  );
  const [value = NaN] = await share.data();
  share.dispose();
  return value;
}
