import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { tensorsOf } from '@lib/export/run-tensors';
import { type NamedTensor, writeSafetensors } from '@lib/export/safetensors';
import { networksOfFiles } from '@lib/export/weights-file';
import { family } from '@lib/models/dcgan-mnist';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { activateWasm } from '../backends/wasm/node-wasm';
import { runOf } from '../support/exported';
import { noiseDataset } from '../support/tiny-mnist';
import { createTrainer, train } from '../support/trainer';

beforeAll(activateWasm);

const wanted = {
  needed: ['generator', 'discriminator'],
  welcome: 'generatorAverage',
  titles: { generator: '生成器', discriminator: '識別器' },
};
const file = (bytes: Uint8Array, name = 'run.safetensors') => ({
  name,
  bytes: Uint8Array.from(bytes).buffer,
});

async function trained(seed: number) {
  const trainer = createTrainer(
    { seed, batchSize: 4, variant: { size: 'small' } },
    noiseDataset(40),
  );
  await train(trainer, 1);
  return trainer;
}

async function weightsOf(trainer: Awaited<ReturnType<typeof trained>>): Promise<number[][]> {
  const networks = Object.values(trainer.networks) as StraightNetwork[];
  const arrays = networks.flatMap(({ state }) => state.map((weight) => weight.data<'float32'>()));
  return (await Promise.all(arrays)).map((values) => [...values]);
}

describe('weights of a safetensors file', () => {
  it('are those of the run that it was written of, whatever the order of its tensors', async () => {
    const from = await trained(1);
    const { tensors, metadata } = tensorsOf(await runOf(from, family as never));
    // As the format's own library writes them.
    const sorted = Object.fromEntries(Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1)));
    const to = await trained(2);
    to.load(networksOfFiles([file(writeSafetensors({ tensors: sorted, metadata }))], wanted));
    expect(await weightsOf(to)).toEqual(await weightsOf(from));
  });

  it('that do not fit change nothing', async () => {
    const trainer = await trained(1);
    const { tensors, metadata } = tensorsOf(await runOf(trainer, family as never));
    const before = await weightsOf(trainer);
    const load = (other: Readonly<Record<string, NamedTensor>>) => () => {
      trainer.load(networksOfFiles([file(writeSafetensors({ tensors: other, metadata }))], wanted));
    };
    const { 'D.0.kernel': kernel, ...less } = tensors;
    const turned = {
      ...tensors,
      'D.0.kernel': { ...kernel, shape: [...(kernel?.shape ?? [])].reverse() },
    };
    expect(load(less)).toThrow('識別器の重みが');
    expect(load(turned as typeof tensors)).toThrow('識別器の重み「');
    expect(load({ ...less, 'D.0.core': kernel as NamedTensor })).toThrow('識別器の重み「');
    const generator = Object.entries(tensors).filter(([name]) => !name.startsWith('D.'));
    expect(load(Object.fromEntries(generator))).toThrow(
      '「run.safetensors」には識別器の重み（「D.0.kernel」など）がありません。あるのは「G」',
    );
    expect(await weightsOf(trainer)).toEqual(before);
  });

  it('are found in the archive of a script', () => {
    const tensors = Object.fromEntries(
      ['G', 'D', 'adam.G'].map((symbol) => [
        `${symbol}.0.bias`,
        { shape: [1], values: Float32Array.of(1) },
      ]),
    );
    const run = writeSafetensors({ tensors, metadata: {} });
    const zip = zipSync({ 'a/train.py': strToU8(''), 'a/run.safetensors': run });
    const networks = networksOfFiles([file(zip, 'a.zip')], wanted);
    expect(Object.keys(networks)).toEqual(['generator', 'discriminator']);
    expect(() => networksOfFiles([file(zip), file(zip)], wanted)).toThrow('ファイルが2つあります');
  });

  it('of a file that is none are refused in Japanese', () => {
    expect(() => networksOfFiles([file(strToU8('no tensors at all'))], wanted)).toThrow(
      '「run.safetensors」をsafetensorsとして読めません',
    );
    const nothing = writeSafetensors({ tensors: {}, metadata: {} });
    expect(() => networksOfFiles([file(nothing)], wanted)).toThrow('1つもありません');
  });
});
