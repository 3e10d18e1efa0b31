import type * as tf from '@tensorflow/tfjs';
import { splitShippedDigits } from '../../data/digit-split';
import type { MnistDataset } from '../../data/mnist';
import { pickDigit } from '../../data/pick-digit';
import {
  type ActivationReader,
  type ClassActivation,
  createActivationReader,
} from '../../inspection/class-activation-map';
import { Sequence } from '../scheduling';
import type { ActivationWorkerApi, LabelledDigit } from './protocol';

/** What a session needs of its surroundings; the worker's are in `activation.worker.ts`. */
export interface ActivationEnvironment {
  /** Called before anything is computed. */
  activateBackend(): Promise<void>;
  loadClassifier(): Promise<tf.LayersModel>;
  /** The shipped digits; asked for only once a digit is wanted. */
  loadDigits(): Promise<MnistDataset>;
}

/** The worker's side of the protocol: one classifier, its reader built once. */
export class ActivationSession implements ActivationWorkerApi {
  private readonly work = new Sequence();
  private reader: ActivationReader | null = null;
  private digits: MnistDataset | null = null;

  constructor(private readonly environment: ActivationEnvironment) {}

  open(): Promise<void> {
    return this.work.add(async () => {
      if (this.reader) return;
      await this.environment.activateBackend();
      this.reader = createActivationReader(await this.environment.loadClassifier());
    });
  }

  read(image: Uint8Array): Promise<ClassActivation> {
    return this.work.add(() => {
      if (!this.reader) throw new Error('分類器がまだありません。先に「実行」を押してください。');
      return this.reader(image);
    });
  }

  digit(seed: number): Promise<LabelledDigit> {
    return this.work.add(async () => {
      this.digits ??= splitShippedDigits(await this.environment.loadDigits()).heldOut;
      return pickDigit(this.digits, seed);
    });
  }
}
