import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { format } from 'prettier';
import type { Network } from '@lib/nn/network';
import {
  quantiseNetwork,
  readShippedNetwork,
  type ShippedNetwork,
} from '@lib/storage/quantised-weights';
import { readBytes } from './node-backend';
import { root } from './steps.mjs';

/** Where the networks are that the site ships. */
export const shippedFolder = 'public/models';

/**
 * Write a network, with an account of how it came about.
 *
 * @param folder below the project's folder
 * @param options `compress`: gzip the weights, since not every host compresses what it sends
 * @returns the size of the weights file
 */
export async function writeModel(
  folder: string,
  network: ShippedNetwork,
  metadata: object,
  { compress = false }: { compress?: boolean } = {},
): Promise<number> {
  const target = join(root, folder);
  const { json, weights } = compress ? compressed(network) : network;
  const [path = ''] = json.weightsManifest.flatMap(({ paths }) => paths);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'model.json'), JSON.stringify(json));
  await writeFile(join(target, path), weights);
  await writeFile(join(target, 'metadata.json'), await pretty(metadata));
  return weights.length;
}

/**
 * Write a network in 8 bits, everything of one dimension as it is, with an account of how it came about.
 *
 * @param folder below the project's folder
 */
export async function shipNetwork(
  folder: string,
  network: Network,
  account: object,
): Promise<void> {
  const shipped = quantiseNetwork(await network.save(), ({ shape }) =>
    shape.length > 1 ? 'uint8' : 'float32',
  );
  const { parameterCount: parameters } = network;
  await writeModel(folder, shipped, { ...account, parameters, bytes: shipped.weights.length });
}

function compressed({ json, weights }: ShippedNetwork): ShippedNetwork {
  const weightsManifest = json.weightsManifest.map((group) => ({
    ...group,
    paths: group.paths.map((path) => `${path}.gz`),
  }));
  return { json: { ...json, weightsManifest }, weights: gzipSync(weights, { level: 9 }) };
}

/** Write JSON. @param file below the project's folder */
export async function writeJson(file: string, value: object): Promise<void> {
  const target = join(root, file);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, await pretty(value));
}

/** Gives the files of a network to `loadShippedNetwork`. */
export const filesIn = (folder: string) => (file: string) => readBytes(folder, file);

/** A network that the site ships, to take weights from, by its folder in public/models. */
export const loadShippedWeights = (name: string) =>
  readShippedNetwork(filesIn(`${shippedFolder}/${name}`));

/** JSON as the formatter wants it in this repository. */
export function pretty(value: object): Promise<string> {
  return format(JSON.stringify(value), { parser: 'json', printWidth: 100 });
}
