import type * as tf from '@tensorflow/tfjs';
import { loadShippedNetwork } from '../storage/quantised-weights';

/**
 * A network that the site ships, on the backend in use; the caller disposes it.
 *
 * @param name of its folder in public/models
 * @throws in Japanese if it cannot be had
 */
export function fetchShippedModel(name: 'generator' | 'digit-classifier'): Promise<tf.LayersModel> {
  return loadShippedNetwork(async (file) => {
    const url = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/models/${name}/${file}`;
    const response = await fetch(url);
    if (!response.ok) {
      throw new Error(`ネットワークを読み込めませんでした（${url}：HTTP ${response.status}）。`);
    }
    return response.arrayBuffer();
  });
}
