import type * as tf from '@tensorflow/tfjs';
import { drawNoise, generateImages } from '../../latent/generate';
import { measureDigit } from '../../latent/image-moments';
import { classifyDigits } from '../../metrics/classify';
import { createGenerator, imageSize, noiseSize } from '../../models/dcgan';
import { Random } from '../../random';
import { loadNetworkWeights } from '../../training/saved-networks';
import type { SavedNetwork } from '../protocol';
import { Sequence } from '../scheduling';
import type {
  DrawnDigits,
  GeneratorSource,
  LatentOpenRequest,
  LatentSamples,
  LatentWorkerApi,
} from './protocol';

/** What a session needs of its surroundings; the worker's are in `latent.worker.ts`. */
export interface LatentEnvironment {
  /** Called before anything is computed. */
  activateBackend(): Promise<void>;
  /** A network that the site ships, by its name. */
  loadShipped(name: 'generator' | 'digit-classifier'): Promise<tf.LayersModel>;
  /** The generator that the browser keeps of the reader's last run. */
  loadKept(): Promise<SavedNetwork>;
}

/** The worker's side of the protocol: at most one generator at a time. */
export class LatentSession implements LatentWorkerApi {
  private readonly work = new Sequence();
  private generator: tf.Sequential | null = null;
  private classifier: tf.LayersModel | null = null;

  constructor(private readonly environment: LatentEnvironment) {}

  open({ source, seed, count }: LatentOpenRequest): Promise<LatentSamples> {
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

  private async load(source: GeneratorSource): Promise<tf.Sequential> {
    if (source.kind === 'saved') return restore(source.network);
    if (source.kind === 'kept') return restore(await this.environment.loadKept());
    return (await this.environment.loadShipped('generator')) as tf.Sequential;
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
function restore(saved: SavedNetwork): tf.Sequential {
  const model = createGenerator(new Random(0));
  try {
    loadNetworkWeights([{ name: '生成器', model, saved }]);
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}
