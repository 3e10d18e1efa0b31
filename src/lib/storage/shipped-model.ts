import { readPublicFile } from '../assets';
import type { StraightNetwork } from '../nn/straight-network';
import type { SavedNetwork } from '../nn/network';
import { loadShippedNetwork, readShippedNetwork } from '../storage/quantised-weights';

/** A network that the site ships, by its folder in public/models. */
export type ShippedName =
  'generator' | 'digit-classifier' | 'discriminator-early' | 'discriminator-late';

/**
 * A network that the site ships, on the backend in use; the caller disposes it.
 *
 * @throws in Japanese if it cannot be had
 */
export function fetchShippedModel(name: ShippedName): Promise<StraightNetwork> {
  return loadShippedNetwork((file) => fetchModelFile(name, file));
}

const read = new Map<string, Promise<SavedNetwork>>();

/**
 * A network that the site ships, to take weights from; read once.
 *
 * @param name its folder in public/models
 * @throws in Japanese if it cannot be had
 */
export function fetchShippedWeights(name: string): Promise<SavedNetwork> {
  const reading = read.get(name) ?? readShippedNetwork((file) => fetchModelFile(name, file));
  read.set(name, reading);
  reading.catch(() => {
    // A network that failed once may not fail again.
    read.delete(name);
  });
  return reading;
}

/**
 * A file beside a network that the site ships.
 *
 * @throws in Japanese if it cannot be had
 */
export function fetchModelFile(name: string, file: string): Promise<ArrayBuffer> {
  return readPublicFile(`models/${name}/${file}`, 'ネットワーク');
}
