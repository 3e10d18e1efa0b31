import { fetchAsset, publicAddress } from '../assets';
import type { StraightNetwork } from '../nn/straight-network';
import { loadShippedNetwork } from '../storage/quantised-weights';

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

/**
 * A file beside a network that the site ships.
 *
 * @throws in Japanese if it cannot be had
 */
export function fetchModelFile(name: ShippedName, file: string): Promise<ArrayBuffer> {
  return fetchAsset(publicAddress(`models/${name}/${file}`), 'ネットワーク');
}
