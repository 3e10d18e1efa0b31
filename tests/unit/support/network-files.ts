/** Small networks and the files that hold them. */
import * as tf from '@tensorflow/tfjs';
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { NamedFile } from '@lib/data/named-file';
import type { SavedGan, SavedNetwork } from '@lib/nn/network';
import { saveNetwork } from '@lib/nn/saved-networks';

/** A generator of the DCGAN's kinds of layers, but small. */
export function tinyGenerator(name = 'generator'): tf.Sequential {
  const layers = [
    tf.layers.dense({ inputShape: [3], units: 8 }),
    tf.layers.batchNormalization(),
    tf.layers.reshape({ targetShape: [2, 2, 2] }),
    tf.layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'tanh' }),
  ];
  return tf.sequential({ name, layers });
}

/** Its discriminator. */
export function tinyDiscriminator(name = 'discriminator'): tf.Sequential {
  const layers = [
    tf.layers.conv2d({ inputShape: [2, 2, 1], filters: 2, kernelSize: 2 }),
    tf.layers.leakyReLU({ alpha: 0.2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 1 }),
  ];
  return tf.sequential({ name, layers });
}

/** Both, saved. */
export async function tinyGan(): Promise<SavedGan> {
  return {
    generator: await saveNetwork(tinyGenerator()),
    discriminator: await saveNetwork(tinyDiscriminator()),
  };
}

export const file = (name: string, bytes: Uint8Array): NamedFile => ({
  name,
  bytes: Uint8Array.from(bytes).buffer,
});
export const json = (name: string, content: unknown) =>
  file(name, strToU8(JSON.stringify(content)));
export const zipped = (content: Zippable) => file('a.zip', zipSync(content));
export const bytesOf = ({ weightData }: SavedNetwork) => new Uint8Array(weightData);

export function modelJson(network: SavedNetwork, changes: object = {}): object {
  const { modelTopology, weightSpecs } = network;
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  return { format: 'layers-model', modelTopology, weightsManifest, ...changes };
}
