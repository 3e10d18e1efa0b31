/** The discriminators that score drawings, each with the images of the generator that it faced. */
import type { MnistDataset } from '../data/mnist';
import { pickDigit } from '../data/pick-digit';
import { summariseScores } from '../inspection/score-summary';
import { drawNoise, generateImages } from '../latent/generate';
import { createDiscriminator, createGenerator, imageSize, noiseSize } from '../models/dcgan';
import { Random } from '../random';
import { loadNetworks } from '../nn/saved-networks';
import { StraightNetwork } from '../nn/straight-network';
import type { GanParts, SavedNetwork } from '../nn/network';
import type { ScorerAccount, ScorerName } from './scoring-protocol';

const size = imageSize ** 2;

export interface Scorer {
  readonly discriminator: StraightNetwork;
  /** `[count, 28, 28]` bytes of its own generator. */
  readonly samples: Uint8Array;
  readonly account: ScorerAccount;
}

/** The part of a shipped discriminator's metadata.json that is read. */
interface Metadata {
  readonly steps: number;
  readonly measured: { readonly count: number };
  readonly scores: Readonly<
    Record<'real' | 'generatedEarly' | 'generatedLate', ScorerAccount['references']['real']>
  >;
}

export interface ScorerFiles {
  loadNetwork(name: `discriminator-${ScorerName}`): Promise<StraightNetwork>;
  loadFile(name: `discriminator-${ScorerName}`, file: string): Promise<ArrayBuffer>;
}

/** A scorer that the site ships. */
export async function loadScorer(name: ScorerName, files: ScorerFiles): Promise<Scorer> {
  const folder = `discriminator-${name}` as const;
  const [discriminator, samples, text] = await Promise.all([
    files.loadNetwork(folder),
    files.loadFile(folder, 'samples.bin'),
    files.loadFile(folder, 'metadata.json'),
  ]);
  const { steps, measured, scores } = JSON.parse(new TextDecoder().decode(text)) as Metadata;
  return {
    discriminator,
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

interface OwnScorerOptions {
  /** Without its generator, the site's late one draws the images. */
  readonly saved: GanParts<'discriminator'>;
  readonly digits: MnistDataset;
  /** The early scorer, whose generator's images are strange to this one. */
  readonly early: Scorer;
  readonly files: ScorerFiles;
}

/** Images of each kind that the reader's own scorer is measured on. */
const measured = 64;

/**
 * The reader's own discriminator, measured on the digits and on its own generator's images, if that is
 * there.
 *
 * @throws in Japanese if the networks have other shapes
 */
export async function restoreScorer(options: OwnScorerOptions): Promise<Scorer> {
  const { saved, digits, early, files } = options;
  const discriminator = new StraightNetwork(createDiscriminator(new Random(0)));
  try {
    const samples = saved.generator
      ? await imagesOf(saved.generator)
      : new Uint8Array(await files.loadFile('discriminator-late', 'samples.bin'));
    loadNetworks({ discriminator }, { discriminator: saved.discriminator });
    const real = new Uint8Array(measured * size);
    for (let i = 0; i < measured; i++) real.set(pickDigit(digits, i).image, i * size);
    const references = {
      real: await summariseScores(discriminator, real),
      early: await summariseScores(discriminator, early.samples),
      late: await summariseScores(discriminator, samples.subarray(0, measured * size)),
    };
    return { discriminator, samples, account: { steps: null, measured, references } };
  } catch (error) {
    discriminator.dispose();
    throw error;
  }
}

async function imagesOf(saved: SavedNetwork): Promise<Uint8Array> {
  const generator = new StraightNetwork(createGenerator(new Random(0)));
  try {
    loadNetworks({ generator }, { generator: saved });
    return await generateImages(
      generator,
      drawNoise(new Random(0).fork('own'), measured, noiseSize),
    );
  } finally {
    generator.dispose();
  }
}
