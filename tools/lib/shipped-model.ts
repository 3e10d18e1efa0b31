import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import type { ShippedNetwork } from '@lib/storage/quantised-weights';
import { readBytes } from './node-backend';
import { root } from './steps.mjs';

/** Where the networks are that the site ships. */
export const shippedFolder = 'public/models';

/**
 * Write a network, with an account of how it came about.
 *
 * @param folder below the project's folder
 */
export async function writeModel(
  folder: string,
  { json, weights }: ShippedNetwork,
  metadata: object,
): Promise<void> {
  const target = join(root, folder);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'model.json'), JSON.stringify(json));
  await writeFile(join(target, 'weights.bin'), weights);
  await writeFile(join(target, 'metadata.json'), await pretty(metadata));
}

/** Gives the files of a network to `loadShippedNetwork`. */
export const filesIn = (folder: string) => (file: string) => readBytes(folder, file);

/** JSON as the formatter wants it in this repository. */
export function pretty(value: object): Promise<string> {
  return format(JSON.stringify(value), { parser: 'json', printWidth: 100 });
}
