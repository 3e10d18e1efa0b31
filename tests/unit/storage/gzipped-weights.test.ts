import { gzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import { saveNetwork } from '@lib/nn/saved-networks';

beforeAll(() => tf.setBackend('cpu'));

describe('a shipped network whose weights are gzipped', () => {
  it('loads as the one that they were packed from', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [3], units: 4 })] });
    const { json, weights } = quantiseNetwork(await saveNetwork(model), () => 'float32');
    const files: Record<string, Uint8Array> = {
      'model.json': new TextEncoder().encode(JSON.stringify(json)),
      'weights.bin': gzipSync(weights),
    };
    const loaded = await loadShippedNetwork((name) =>
      Promise.resolve(Uint8Array.from(files[name] ?? []).buffer),
    );
    loaded.getWeights().forEach((weight, i) => {
      expect(weight.dataSync()).toEqual(model.getWeights()[i]?.dataSync());
    });
  });
});
