/** What the page and the worker of the space of z say to each other. */
import type { DigitAttributes } from '../../latent/image-moments';
import type { SavedNetwork } from '../protocol';

/** Where the generator comes from: the site's own, or one that the reader trained. */
export type GeneratorSource =
  | { readonly kind: 'shipped' }
  /** Both are in the file that the DCGAN cell saves; only the generator is needed here. */
  | { readonly kind: 'saved'; readonly network: SavedNetwork }
  /** The one that this browser keeps of the reader's last run. */
  | { readonly kind: 'kept' };

/** Images with what the digit classifier makes of them. */
export interface DrawnDigits {
  /** `[count, 28, 28]` bytes, 0 black to 255 white. */
  readonly images: Uint8Array;
  /** The likeliest digit of each, `[count]`. */
  readonly classes: Uint8Array;
  /** Its probability, `[count]`. */
  readonly confidences: Float32Array;
  /** Slant, thickness and so on; `null` where there is no ink. */
  readonly attributes: readonly (DigitAttributes | null)[];
}

/** Random z and what the generator draws of them: where the reader picks examples. */
export interface LatentSamples extends DrawnDigits {
  /** `[count, 100]`, uniform in [−1, 1). */
  readonly noise: Float32Array;
}

export interface LatentOpenRequest {
  readonly source: GeneratorSource;
  /** Seed of the z. */
  readonly seed: number;
  /** Samples to draw. */
  readonly count: number;
}

/** What the worker offers through Comlink; both reject with an `Error` in Japanese. */
export interface LatentWorkerApi {
  /** Load a generator in the place of the one before, and draw samples of it. */
  open(request: LatentOpenRequest): Promise<LatentSamples>;
  /** @param noise `[count, 100]` */
  draw(noise: Float32Array): Promise<DrawnDigits>;
}
