/** The discriminators that judge, each with the images of the generator that it faced. */
import type * as tf from '@tensorflow/tfjs';
import type { MnistDataset } from '../../data/mnist';
import { pickDigit } from '../../data/pick-digit';
import { summariseScores } from '../../inspection/score-summary';
import { drawNoise, generateImages } from '../../latent/generate';
import { createDiscriminator, createGenerator, imageSize, noiseSize } from '../../models/dcgan';
import { Random } from '../../random';
import { loadNetworkWeights } from '../../training/saved-networks';
import type { SavedDcgan } from '../protocol';
import type { JudgeAccount, JudgeName } from './protocol';

const size = imageSize ** 2;

export interface Judge {
  readonly discriminator: tf.Sequential;
  /** `[count, 28, 28]` bytes of its own generator. */
  readonly samples: Uint8Array;
  readonly account: JudgeAccount;
}

/** The part of a shipped discriminator's metadata.json that is read. */
interface Metadata {
  readonly steps: number;
  readonly measured: { readonly count: number };
  readonly scores: Readonly<
    Record<'real' | 'generatedEarly' | 'generatedLate', JudgeAccount['references']['real']>
  >;
}

export interface JudgeFiles {
  loadNetwork(name: `discriminator-${JudgeName}`): Promise<tf.LayersModel>;
  loadFile(name: `discriminator-${JudgeName}`, file: string): Promise<ArrayBuffer>;
}

/** A judge that the site ships. */
export async function loadJudge(name: JudgeName, files: JudgeFiles): Promise<Judge> {
  const folder = `discriminator-${name}` as const;
  const [discriminator, samples, text] = await Promise.all([
    files.loadNetwork(folder),
    files.loadFile(folder, 'samples.bin'),
    files.loadFile(folder, 'metadata.json'),
  ]);
  const { steps, measured, scores } = JSON.parse(new TextDecoder().decode(text)) as Metadata;
  return {
    discriminator: discriminator as tf.Sequential,
    samples: new Uint8Array(samples),
    account: {
      steps,
      measured: measured.count,
      references: {
        real: scores.real,
        early: scores.generatedEarly,
        late: scores.generatedLate,
      },
    },
  };
}

interface OwnJudgeOptions {
  readonly saved: SavedDcgan;
  readonly digits: MnistDataset;
  /** The early judge, whose generator's images are strange to this one. */
  readonly early: Judge;
}

/** Images of each kind that the reader's own judge is measured on. */
const measured = 64;

/**
 * The reader's own discriminator, measured on the digits and on its own generator's images.
 *
 * @throws in Japanese if the networks have other shapes
 */
export async function restoreJudge({ saved, digits, early }: OwnJudgeOptions): Promise<Judge> {
  const generator = createGenerator(new Random(0));
  const discriminator = createDiscriminator(new Random(0));
  try {
    loadNetworkWeights([
      { name: '生成器', model: generator, saved: saved.generator },
      { name: '識別器', model: discriminator, saved: saved.discriminator },
    ]);
    const noise = drawNoise(new Random(0).fork('own'), measured, noiseSize);
    const samples = await generateImages(generator, noise);
    const real = new Uint8Array(measured * size);
    for (let i = 0; i < measured; i++) real.set(pickDigit(digits, i).image, i * size);
    const references = {
      real: await summariseScores(discriminator, real),
      early: await summariseScores(discriminator, early.samples),
      late: await summariseScores(discriminator, samples),
    };
    return { discriminator, samples, account: { steps: null, measured, references } };
  } catch (error) {
    discriminator.dispose();
    throw error;
  } finally {
    generator.dispose();
  }
}
