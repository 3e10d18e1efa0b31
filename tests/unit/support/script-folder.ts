/** Scripts for other frameworks on the disk, with what their answers are compared with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import type { ExportedRun } from '@lib/export/exported-run';
import { type Section, scriptOf } from '@lib/export/python';
import { tensorsOf } from '@lib/export/run-tensors';
import { type NamedTensor, writeSafetensors } from '@lib/export/safetensors';
import type { Network } from '@lib/nn/network';
import { noiseDataset } from './tiny-mnist';

const folders: string[] = [];

/** For the end of a test file. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

export interface Reference {
  readonly symbol: string;
  readonly network: Pick<Network, 'forward'>;
  readonly input: tf.Tensor;
}

interface Script {
  readonly sections: readonly Section[];
  readonly references: readonly Reference[];
}

/** A folder with a run's script, what it reads, and what tfjs makes of some inputs by moving statistics. */
export function scriptFolder(run: ExportedRun, { sections, references }: Script): string {
  const folder = mkdtempSync(join(tmpdir(), 'script-'));
  folders.push(folder);
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
  };
  write('train.py', scriptOf(sections));
  write('run.safetensors', writeSafetensors(tensorsOf(run)));
  write('mnist-10k.bin.gz', packed(40));
  const tensors: Record<string, NamedTensor> = {};
  for (const { symbol, network, input } of references) {
    const output = tf.tidy(() => network.forward(input, { mode: 'inference' }));
    for (const [name, tensor] of Object.entries({ input, output })) {
      const values = tensor.dataSync<'float32'>().slice();
      tensors[`${symbol}.${name}`] = { shape: tensor.shape, values };
    }
  }
  write('reference.safetensors', writeSafetensors({ tensors, metadata: {} }));
  return folder;
}

/** Digits as the site packs them. */
function packed(count: number): Buffer {
  const { images } = noiseDataset(count);
  const header = Buffer.alloc(20 + count);
  header.write('MNPK', 'ascii');
  [1, count, 28, 28].forEach((word, i) => header.writeUInt32LE(word, 4 + 4 * i));
  return gzipSync(Buffer.concat([header, images]));
}
