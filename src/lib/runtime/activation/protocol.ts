/** What the page and the worker of the class activation maps say to each other. */
import type { ClassActivation } from '../../inspection/class-activation-map';

/** A digit of MNIST, with what it is meant to be. */
export interface LabelledDigit {
  /** `[28, 28]` bytes, 0 black to 255 white. */
  readonly image: Uint8Array;
  /** 0 to 9. */
  readonly label: number;
}

/** What the worker offers through Comlink; all reject with an `Error` in Japanese. */
export interface ActivationWorkerApi {
  /** Load the classifier that the site ships, once. */
  open(): Promise<void>;
  /** @param image `[28, 28]` bytes, 0 black to 255 white */
  read(image: Uint8Array): Promise<ClassActivation>;
  /** A digit that the classifier was not trained on, drawn by the seed. */
  digit(seed: number): Promise<LabelledDigit>;
}
