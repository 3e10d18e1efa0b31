import { drawNoise, generateImages } from '../latent/generate';
import { type DigitAttributes, measureDigit } from '../latent/image-moments';
import { classifyDigits } from '../metrics/classify';
import { createGenerator, imageSize, noiseSize } from '../models/dcgan';
import type { SavedNetwork } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import { Sequence } from '../scheduling';

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

export interface LatentRequest {
  readonly source: GeneratorSource;
  /** Seed of the z. */
  readonly seed: number;
  /** Samples to draw. */
  readonly count: number;
}

/** What the worker offers through Comlink; both reject with an `Error` in Japanese. */
export interface LatentSpaceApi {
  /** Load a generator in the place of the one before, and draw samples of it. */
  open(request: LatentRequest): Promise<LatentSamples>;
  /** @param noise `[count, 100]` */
  draw(noise: Float32Array): Promise<DrawnDigits>;
}

/** What the lookup needs of the worker that it lives in; see `environment.ts`. */
export interface LatentSpaceEnvironment {
  /** Called before anything is computed. */
  activateBackend(): Promise<void>;
  /** A network that the site ships, by its name. */
  loadShipped(name: 'generator' | 'digit-classifier'): Promise<StraightNetwork>;
  /** The generator that the browser keeps of the reader's last run. */
  loadKept(): Promise<SavedNetwork>;
}

/** The worker's side of the protocol: at most one generator at a time. */
export class LatentSpace implements LatentSpaceApi {
  private readonly work = new Sequence();
  private generator: StraightNetwork | null = null;
  private classifier: StraightNetwork | null = null;

  constructor(private readonly environment: LatentSpaceEnvironment) {}

  open({ source, seed, count }: LatentRequest): Promise<LatentSamples> {
    return this.work.add(async () => {
      await this.environment.activateBackend();
      this.classifier ??= await this.environment.loadShipped('digit-classifier');
      const generator = await this.load(source);
      this.generator?.dispose();
      this.generator = generator;
      const noise = drawNoise(new Random(seed).fork('latent'), count, noiseSize);
      return { noise, ...(await this.drawNow(noise)) };
    });
  }

  draw(noise: Float32Array): Promise<DrawnDigits> {
    return this.work.add(() => this.drawNow(noise));
  }

  private async load(source: GeneratorSource): Promise<StraightNetwork> {
    if (source.kind === 'saved') return restore(source.network);
    if (source.kind === 'kept') return restore(await this.environment.loadKept());
    return this.environment.loadShipped('generator');
  }

  private async drawNow(noise: Float32Array): Promise<DrawnDigits> {
    const { generator, classifier } = this;
    if (!generator || !classifier) {
      throw new Error('生成器がまだありません。先に「実行」を押してください。');
    }
    const images = await generateImages(generator, noise);
    const { classes, confidences } = await classifyDigits({ classifier, images });
    const attributes = Array.from(classes, (_, i) => {
      const image = images.subarray(i * imageSize ** 2, (i + 1) * imageSize ** 2);
      return measureDigit(image, { height: imageSize, width: imageSize });
    });
    return { images, classes, confidences, attributes };
  }
}

/** A generator of models/dcgan with saved weights; the names and shapes are checked. */
function restore(saved: SavedNetwork): StraightNetwork {
  const generator = new StraightNetwork(createGenerator(new Random(0)));
  try {
    loadNetworks({ generator }, { generator: saved });
    return generator;
  } catch (error) {
    generator.dispose();
    throw error;
  }
}
