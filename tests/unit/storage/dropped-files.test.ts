import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { writeSafetensors } from '@lib/export/safetensors';
import { areWeights } from '@lib/storage/dropped-files';
import { images, npy, pixels } from '../support/digit-files';

const json = strToU8(' {"modelTopology": {}}');
const bin = Uint8Array.of(1, 2, 3, 4);
const network = { 'generator/model.json': json, 'generator/weights.bin': bin };
const digits = { 'train-images-idx3-ubyte': images(2) };

it.each<[string, string, Uint8Array, boolean]>([
  ['a zip of networks', 'mnist.zip', zipSync(network, { level: 0 }), true],
  ['a zip of digits', 'weights.zip', zipSync(digits), false],
  ['a zip of digits with notes', 'a.zip', zipSync({ ...digits, 'about.json': json }), false],
  ['an .npz', 'a', zipSync({ 'x.npy': npy('|u1', [1, 28, 28], pixels(1)) }), false],
  ['a network without an ending', 'model', json, true],
  ['weights', 'weights.bin', bin, true],
  ['tensors without an ending', 'run', writeSafetensors({ tensors: {}, metadata: {} }), true],
  ['the archive of a script', 'a.zip', zipSync({ 'a/run.safetensors': bin }, { level: 0 }), true],
  ['digits that end in .bin', 'train.bin', images(2), false],
  ['anything else', 'photo.png', bin, false],
])('%s is told by what is in it', async (_, name, bytes, isOfNetwork) => {
  expect(await areWeights([new File([Uint8Array.from(bytes)], name)])).toBe(isOfNetwork);
});
