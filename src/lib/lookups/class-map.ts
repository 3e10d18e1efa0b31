import { splitShippedDigits } from '../data/digit-split';
import type { MnistDataset } from '../data/mnist';
import { pickDigit } from '../data/pick-digit';
import {
  type ActivationReader,
  type ClassActivation,
  createActivationReader,
} from '../inspection/class-activation-map';
import type { StraightNetwork } from '../nn/straight-network';
import { Sequence } from '../scheduling';

/** A digit of MNIST, with what it is meant to be. */
export interface LabelledDigit {
  /** `[28, 28]` bytes, 0 black to 255 white. */
  readonly image: Uint8Array;
  /** 0 to 9. */
  readonly label: number;
}

/** What the worker offers through Comlink; all reject with an `Error` in Japanese. */
export interface ClassMapApi {
  /** Load the classifier that the site ships, once. */
  open(): Promise<void>;
  /** @param image `[28, 28]` bytes, 0 black to 255 white */
  read(image: Uint8Array): Promise<ClassActivation>;
  /** A digit that the classifier was not trained on, drawn by the seed. */
  digit(seed: number): Promise<LabelledDigit>;
}

/** What the lookup needs of the worker that it lives in; see `environment.ts`. */
export interface ClassMapEnvironment {
  /** Called before anything is computed. */
  activateBackend(): Promise<void>;
  loadClassifier(): Promise<StraightNetwork>;
  /** The shipped digits; asked for only once a digit is wanted. */
  loadDigits(): Promise<MnistDataset>;
}

/** The worker's side of the protocol: one classifier, its reader built once. */
export class ClassMap implements ClassMapApi {
  private readonly work = new Sequence();
  private reader: ActivationReader | null = null;
  private digits: MnistDataset | null = null;

  constructor(private readonly environment: ClassMapEnvironment) {}

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
