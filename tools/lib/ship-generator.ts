import * as tf from '@tensorflow/tfjs';
import { drawNoise } from '@lib/latent/generate';
import { noiseSize } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import { StraightNetwork } from '@lib/nn/straight-network';
import { compactGenerator } from './compact-generator';
import { type QualityMeter, summarise } from './quality-meter';
import { filesIn, shippedFolder, writeModel } from './shipped-model';

const folder = `${shippedFolder}/generator`;
/** Noise that the compact network is fitted on, and its seed; others than the meter's. */
const fitted = { count: 4096, seed: 4096 };

interface ShipOptions {
  /** Trained, of models/dcgan. */
  readonly generator: tf.Sequential;
  /** How it was trained, for the account. */
  readonly training: object;
  readonly meter: QualityMeter;
  /** Units between the two halves of the large dense layer. */
  readonly rank: number;
}

/** Make a generator small, quantise and write it, and measure what each of these takes away. */
export async function shipGenerator({ generator, training, meter, rank }: ShipOptions) {
  const noise = drawNoise(new Random(fitted.seed), fitted.count, noiseSize);
  const compact = compactGenerator({
    generator,
    noise: tf.tensor2d(noise, [fitted.count, noiseSize]),
    rank,
  });
  const small = new StraightNetwork(compact.model);
  const shipped = quantiseNetwork(await small.save(), ({ shape }) =>
    shape.length > 1 ? 'uint8' : 'uint16',
  );
  await writeModel(folder, shipped, {});
  const loaded = await loadShippedNetwork(filesIn(folder));
  const account = {
    ...training,
    compact: {
      rank,
      parameters: small.parameterCount,
      bytes: shipped.weights.length,
      outputError: Number(compact.error.toPrecision(3)),
    },
    factorised: summarise(await meter.measure(small)),
    shipped: summarise(await meter.measure(loaded)),
  };
  await writeModel(folder, shipped, account);
  return account;
}
