import * as tf from '@tensorflow/tfjs';
import { strToU8, unzipSync } from 'fflate';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { allFinite } from '@lib/data/all-finite';
import type { NamedFile } from '@lib/data/named-file';
import type { SavedGan } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { StraightNetwork } from '@lib/nn/straight-network';
import { packNetworks, unpackNetworks } from '@lib/storage/layers-model-zip';
import { readAll, rounds, spoilt, spoiltJson } from '../support/malformed';
import { file, tinyDiscriminator, tinyGan, tinyGenerator } from '../support/network-files';

let saved: SavedGan;
let zip: Uint8Array;
let networks: Record<keyof SavedGan, StraightNetwork>;
beforeAll(async () => {
  await tf.setBackend('cpu');
  saved = await tinyGan();
  zip = packNetworks(saved);
  networks = {
    generator: new StraightNetwork(tinyGenerator()),
    discriminator: new StraightNetwork(tinyDiscriminator()),
  };
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** As a cell does: unpacked, then taken over. */
function load(files: readonly NamedFile[]): SavedGan {
  const unpacked = unpackNetworks(files);
  loadNetworks(networks, unpacked);
  return unpacked;
}

function isFinite({ generator, discriminator }: SavedGan): void {
  for (const { weightData } of [generator, discriminator]) {
    expect(allFinite(new Float32Array(weightData))).toBe(true);
  }
}

it('every malformed zip of weights gives the weights or an error in Japanese', async () => {
  const results = await readAll(
    (seed) => load([file('dcgan.zip', spoilt(zip, seed))]),
    (gan) => {
      expect(gan).toEqual(saved);
    },
  );
  expect(results).toBeLessThan(rounds / 2);
});

const paths = ['generator/model.json', 'generator/weights.bin'] as const;
it.each(paths)('every malformed loose %s gives networks or an error in Japanese', async (path) => {
  const contents = unzipSync(zip);
  await readAll((seed) => {
    const files = { ...contents, [path]: spoilt(contents[path] ?? new Uint8Array(), seed) };
    return load(Object.entries(files).map(([name, bytes]) => file(name, bytes)));
  }, isFinite);
});

it('every description with one wrong value gives networks or an error in Japanese', async () => {
  const contents = unzipSync(zip);
  const json: unknown = JSON.parse(new TextDecoder().decode(contents['generator/model.json']));
  const results = await readAll((seed) => {
    const text = strToU8(JSON.stringify(spoiltJson(json, seed)));
    const files = { ...contents, 'generator/model.json': text };
    return load(Object.entries(files).map(([name, bytes]) => file(name, bytes)));
  }, isFinite);
  expect(results).toBeGreaterThan(0);
});
