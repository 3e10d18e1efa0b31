/** What a SimGAN learns with, and what may be seen of it. */
import type { Refinement } from '../metrics/refinement';
import type { ReceptiveField } from '../nn/receptive-field';
import type { Field } from './simgan-networks';

export interface SimganSettings {
  /**
   * λ: the weight of the self-regularization, a mean over the pixels, beside the adversarial loss, a mean
   * over D's verdicts; ≥ 0. The paper's sums have the same minimum at λ · verdicts / 784.
   */
  readonly lambda: number;
  /** Whether half of the fakes that D learns from are out of the history. */
  readonly hasHistory: boolean;
  /** The side of the square that each verdict of D is about, in pixels. */
  readonly field: Field;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Where a run begins: with fresh weights, or with the networks that the site ships. */
  readonly start: 'scratch' | 'shipped';
}

/** Of the digits that are shown. */
export interface SimganPicture {
  /** `[count, 28, 28]` bytes. */
  readonly refined: Uint8Array;
  /** What the digit classifier reads, `[count]`. */
  readonly read: Uint8Array;
  /** D's probability of 本物 for each of its squares, row by row, 0 to 255: `[count, n, n]`. */
  readonly verdicts: Uint8Array;
}

export interface SimganInfo {
  /** Of as many synthetic digits, `[count, 28, 28]` bytes, and of as many real ones. */
  readonly synthetic: Uint8Array;
  readonly real: Uint8Array;
  /** What the synthetic digits are drawn as, `[count]`. */
  readonly labels: Uint8Array;
  /** Of D's verdicts. */
  readonly field: ReceptiveField;
}

/** What is seen of R now and then, beside the same of the digits that nobody refined. */
export interface SimganReading extends Refinement {
  readonly raw: Refinement;
  /** See `RefinedArchive`. */
  readonly onArchive: number | null;
}

/** Rounds in which R learns alone by self-regularization, then rounds of D alone. */
export const preTraining = { refiner: 50, discriminator: 50 } as const;
/** Rounds of what is shipped, measured and shown as a preview. */
export const usualRounds = 400;
/** Images in the history. */
export const historyCapacity = 512;
/** Digits that are shown, and the seed that they are drawn from. */
export const shown = { count: 20, seed: 20 } as const;
/** The field of the discriminator that the site ships. */
export const shippedField = 9;
/** λ of the refiners that the site ships, and the one that cells begin with. */
export const shippedLambdas = [0, 0.3, 1, 3, 10] as const;
export const usualLambda = 1;

/** The folder in public/models of the networks that learned with this λ. */
export const refinerFolder = (lambda: number) => `simgan/lambda-${lambda}`;

/** The key of this λ in the record of the measurement. */
export const figuresKey = (lambda: number) => `lambda${String(lambda).replace('.', '')}`;
