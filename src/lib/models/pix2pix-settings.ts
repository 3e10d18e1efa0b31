/** What a pix2pix learns, and what may be seen of it. Does not import tfjs, so that a page can ask for it. */
import { textureSide as side } from '../data/textures';
import { type ReceptiveField, receptiveField } from '../nn/receptive-field';
import { type PatchLayer, patchLayer } from './patch-layers';

/** How many skip connections there are, from the outermost (16×16) to the innermost (2×2). */
export const skipCount = 4;
export type Skips = readonly [boolean, boolean, boolean, boolean];
export const allSkips: Skips = [true, true, true, true];
export const noSkips: Skips = [false, false, false, false];

/** The side of the square that each verdict of D is about, in pixels. */
export const fields = [1, 10, 16, 34] as const;
export type Field = (typeof fields)[number];

/** The convolutions of a discriminator with this field; those before the last with Leaky ReLU. */
export const patchLayers: Readonly<Record<Field, readonly PatchLayer[]>> = {
  1: [patchLayer(1, 1, 16), patchLayer(1, 1, 32), patchLayer(1, 1, 1)],
  10: [patchLayer(4, 2, 32), patchLayer(4, 1, 1)],
  16: [patchLayer(4, 2, 32), patchLayer(4, 1, 64), patchLayer(4, 1, 1)],
  34: [patchLayer(4, 2, 16), patchLayer(4, 2, 32), patchLayer(4, 1, 64), patchLayer(4, 1, 1)],
};

/** What the verdicts of such a discriminator are about. */
export const fieldOf = (field: Field): ReceptiveField => receptiveField(patchLayers[field], side);

export interface Pix2pixSettings {
  /**
   * The L1 or the squared error alone, without D; L1 with a D that sees input and picture (cGAN), or with
   * one that sees the picture only.
   */
  readonly loss: 'l1' | 'l2' | 'cgan' | 'gan';
  /** The side of the square that each verdict of D is about, in pixels. */
  readonly field: Field;
  /** λ: the weight of the L1 error beside the adversarial loss, ≥ 0. */
  readonly lambda: number;
  /** Whether it learns with skip connections, or with all of them cut. */
  readonly hasSkips: boolean;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Where a run begins: with fresh weights, or with the shipped network of these settings. */
  readonly start: 'scratch' | 'shipped';
}

/** Whether G has a D to learn by. */
export const hasDiscriminator = ({ loss }: Pick<Pix2pixSettings, 'loss'>) =>
  loss === 'cgan' || loss === 'gan';

/** What is to be drawn, and how. */
export interface Pix2pixView {
  /** `[32 · 32]`: classes 0 to 3, or for outlines 1 on the line and 0 elsewhere; or one of the samples, by its place. */
  readonly input: Uint8Array | number;
  /** Which skip connections are whole while it draws. */
  readonly skips: Skips;
  readonly hasDropout: boolean;
  /** Of the dropout. */
  readonly seed: number;
  /** Pictures of one input, each with dropout of its own; the first one is shown. */
  readonly draws: number;
}

export interface Pix2pixPicture {
  /** `[draws · 32 · 32]` bytes, 0 for −1 to 255 for 1. */
  readonly pictures: Uint8Array;
  /** D's probability of 本物 for each patch of the first picture, row by row, 0 to 255; `null` without D. */
  readonly verdicts: Uint8Array | null;
  /** The standard deviation of each pixel over the draws, 255 for {@link shownDeviation} and more; `null` of one draw. */
  readonly deviations: Uint8Array | null;
  /** Its mean over the pixels; 0 of one draw. */
  readonly meanDeviation: number;
}

/** Half the contrast of the textures: no two tones can deviate more. */
export const shownDeviation = 0.25;

/** Inputs that come with the data, and what is true of them; `null` where every input has its own. */
export interface Pix2pixSamples {
  /** `[count · 32 · 32]`, 1 on the line and 0 elsewhere. */
  readonly inputs: Uint8Array;
  /** As many bytes of their pictures. */
  readonly truths: Uint8Array;
}

const shippedVariants = [
  'textures-l1',
  'textures-cgan-1',
  'textures-cgan-10',
  'textures-cgan-34',
  'textures-cgan-10-cut',
  'outlines-l1',
  'outlines-cgan-10',
];

/** The folder in public/models of the networks shipped for a task and what they have learned; `null` for none. */
export function shippedFolder(
  task: 'textures' | 'outlines',
  { loss, field, hasSkips }: Pick<Pix2pixSettings, 'loss' | 'field' | 'hasSkips'>,
): string | null {
  const name = hasDiscriminator({ loss }) ? `${loss}-${field}` : loss;
  const variant = `${task}-${name}${hasSkips ? '' : '-cut'}`;
  return shippedVariants.includes(variant) ? `pix2pix/${variant}` : null;
}
