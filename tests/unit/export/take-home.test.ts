/** What is taken home, format by format, and what the reader is told before. */
import * as tf from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { curvesCsv } from '@lib/export/curves-csv';
import { exportedRun } from '@lib/export/export-run';
import type { ExportedRun } from '@lib/export/exported-run';
import { formatNames, type FormatName } from '@lib/export/formats';
import { tensorsOf } from '@lib/export/run-tensors';
import { readSafetensors } from '@lib/export/safetensors';
import { takeHome } from '@lib/export/take-home';
import { family as dcgan } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { Family } from '@lib/models/family';
import { family as toy } from '@lib/models/toy-gan';
import { JoinedNetwork } from '@lib/nn/joined-network';
import { Session } from '@lib/session/session';
import { runOf, runOfModels } from '../support/exported';
import { createSmallDcgan } from '../support/small-dcgan';
import { createToy, trainToy, useCpuKernels } from '../support/toy';

beforeAll(useCpuKernels);

const digits = Uint8Array.of(0x1f, 0x8b, 1, 2, 3);
const of = (run: ExportedRun, format: FormatName, own = false) =>
  takeHome({ run, format, digits: own ? null : digits });

async function dcganRun(changes: Partial<DcganLane> = {}): Promise<ExportedRun> {
  const trainer = createSmallDcgan(changes);
  await trainer.train();
  const run = await runOf(trainer, dcgan as unknown as Family<DcganLane>);
  trainer.dispose();
  return run;
}

/** A network that joins two runs, after some rounds of nothing. */
async function joinedRun(): Promise<ExportedRun> {
  const run = (name: string) =>
    tf.sequential({
      name,
      layers: [
        tf.layers.dense({ inputShape: [2], units: 3 }),
        tf.layers.batchNormalization(),
        tf.layers.dense({ units: 2 }),
      ],
    });
  const network = new JoinedNetwork({
    name: 'generator',
    runs: { down: run('down'), up: run('up') },
    wire: ({ down, up }, { x }) => up(down(x as tf.Tensor)).add(x as tf.Tensor),
  });
  const saved = await network.save();
  const learned = network.variables.length;
  const moments = Array.from({ length: 2 * learned }, (_, i) => {
    const { size } = network.variables[Math.floor(i / 2)] as tf.Variable;
    return [`generator/adam/${i}`, new Float32Array(size).fill(i + 1)] as const;
  });
  return exportedRun(
    {
      networks: { generator: saved },
      checkpoint: {
        step: 5,
        settings: null,
        metrics: { step: 5 },
        optimizerSteps: { generator: 5 },
        arrays: Object.fromEntries(moments),
        randomStates: {},
      },
      optimizers: { generator: { optimizer: 'adam', learningRate: 1e-3, momentum: 0.5 } },
      recipe: null,
    },
    { title: 'つなぐ', name: 'joined', curves: { steps: [], values: {} }, build: '0' },
  );
}

describe('what is taken home', () => {
  it('is a folder of script, numbers and digits', async () => {
    const made = of(await dcganRun(), 'pytorch');
    expect(made).toMatchObject({
      fileName: 'dcgan-cell-step1-pytorch.zip',
      contents: ['train.py', 'run.safetensors', 'mnist-10k.bin.gz'],
      toRewrite: [],
      remarks: [],
    });
    const files = unzipSync(made.bytes);
    const folder = 'dcgan-cell-step1-pytorch';
    expect(files[`${folder}/mnist-10k.bin.gz`]).toEqual(digits);
    expect(strFromU8(files[`${folder}/train.py`] as Uint8Array)).toContain('import torch');
    const { tensors, metadata } = readSafetensors(
      'run.safetensors',
      files[`${folder}/run.safetensors`] as Uint8Array,
    );
    expect(metadata).toMatchObject({ step: '1', seed: '1', 'adam.G.step': '1' });
    expect(tensors['adam.D.6.kernel.v']?.shape).toEqual([5, 1]);
  });

  it('has every number of the checkpoint under a name of its own', async () => {
    const trainer = createSmallDcgan({ drawnWeights: 'average' });
    await trainer.train();
    const { arrays } = await trainer.state();
    const run = await runOf(trainer, dcgan as unknown as Family<DcganLane>);
    const { tensors } = tensorsOf(run);
    const count = (all: readonly { readonly length: number }[]) =>
      all.reduce((sum, { length }) => sum + length, 0);
    expect(count(Object.values(tensors).map(({ values }) => values))).toBe(
      count(Object.values(arrays)),
    );
    // The order of tfjs: what learns first, then the moving statistics.
    expect(tensors['G.0.kernel']?.values).toEqual(arrays['generator/0']);
    expect(tensors['G.1.gamma']?.values).toEqual(arrays['generator/2']);
    expect(tensors['G.1.moving_mean']?.values).toEqual(arrays['generator/6']);
    expect(tensors['G.6.kernel']?.values).toEqual(arrays['generator/4']);
    expect(tensors['adam.G.6.kernel.m']?.values).toEqual(arrays['generator/adam/8']);
    expect(tensors['adam.G.6.kernel.v']?.values).toEqual(arrays['generator/adam/9']);
    expect(of(run, 'keras').remarks.join()).toContain('移動平均');
    trainer.dispose();
  });

  it('says that the reader’s own digits are not in it', async () => {
    const made = of(await dcganRun(), 'keras', true);
    expect(made.contents).toEqual(['train.py', 'run.safetensors']);
    expect(made.remarks.join()).toContain('学習画像は入っていません');
  });

  it('has small perceptrons as layers, with the points that they learn', async () => {
    const trainer = createToy();
    trainToy(trainer, 3);
    const { arrays } = await trainer.state();
    const { tensors } = tensorsOf(await runOf(trainer as never, toy));
    const parameters = arrays['generator/0'] as Float32Array;
    expect(tensors['G.0.kernel']).toEqual({ shape: [2, 6], values: parameters.slice(0, 12) });
    expect(tensors['G.0.bias']?.values).toEqual(parameters.slice(12, 18));
    expect(tensors['D.minibatch.weight']?.shape).toEqual([1]);
    expect(tensors['data.centres']?.shape).toEqual([8, 2]);
    trainer.dispose();
  });

  it.each([
    [{ loss: 'wasserstein' }, ['識別器', '生成器'], 'WGAN-GP'],
    [{ unrolledSteps: 3 }, ['生成器'], 'Unrolled GAN'],
    [{ minibatch: 'deviation' }, ['識別器', '生成器'], 'D.minibatch.weight'],
  ] as const)('says which losses must be rewritten, for %o', async (changes, roles, text) => {
    const trainer = createToy(changes);
    const run = await runOf(trainer as never, toy);
    trainer.dispose();
    for (const format of ['pytorch', 'keras'] as const) {
      const made = of(run, format);
      const written = [...made.toRewrite].sort();
      expect(written.map((sentence) => sentence.slice(0, 3))).toEqual([...roles].sort());
      const entries = Object.entries(unzipSync(made.bytes));
      const script = entries.find(([name]) => name.endsWith('train.py'))?.[1];
      const code = strFromU8(script ?? new Uint8Array());
      expect(code.split('    raise NotImplementedError(')).toHaveLength(roles.length + 1);
      expect(code).toContain(text);
    }
  });

  it('has the weights of joined networks, and says that scripts do not', async () => {
    const run = await joinedRun();
    for (const format of ['pytorch', 'keras-notebook'] as const) {
      expect(() => of(run, format)).toThrow(/枝分かれ.*safetensors/);
    }
    const { tensors } = readSafetensors('a', of(run, 'safetensors').bytes);
    expect(Object.keys(tensors).slice(0, 4)).toEqual([
      'G.down.0.kernel',
      'G.down.0.bias',
      'G.down.1.gamma',
      'G.down.1.beta',
    ]);
    // Its sixth variable in the order of what learns: the second dense layer's bias.
    expect(tensors['adam.G.down.2.bias.m']?.values[0]).toBe(11);
    expect(tensors['adam.G.up.0.kernel.v']?.values[0]).toBe(14);
  });

  it('stops at a layer without a rule, naming it', async () => {
    const layer = tf.layers.gaussianNoise({ stddev: 1, inputShape: [3] });
    const run = await runOfModels({ generator: tf.sequential({ layers: [layer] }) });
    for (const format of formatNames.filter((name) => /pytorch|keras/.test(name))) {
      expect(() => of(run, format)).toThrow('層「GaussianNoise」を書き換える規則がありません。');
    }
    expect(() => of(run, 'safetensors')).not.toThrow();
  });

  it('is of a lane of a session', async () => {
    const session = new Session({
      activateBackend: () =>
        Promise.resolve({ backend: 'cpu', threads: 1, chosenBy: 'reader', measurements: [] }),
      loadData: () => Promise.reject(new Error('no digits')),
      loadShipped: () => Promise.reject(new Error('no networks')),
      onDeviceLost: () => undefined,
    } as never);
    const { settings } = createToy();
    await session.open(
      {
        run: 1,
        family: 'toy-gan',
        lanes: [settings, { ...settings, loss: 'saturating' }],
        view: { points: 0, mapCells: 0, arrows: 0, latticeSteps: 0 },
        watches: {},
        headStart: 0,
        backend: 'auto',
        source: { kind: 'shipped' },
        from: { kind: 'fresh' },
      },
      () => undefined,
    );
    await session.step(2);
    const { recipe, checkpoint, optimizers } = await session.snapshot(1);
    expect(recipe?.losses.generator).toEqual({ kind: 'known', name: 'saturating' });
    expect([checkpoint.step, Object.keys(optimizers)]).toEqual([2, ['generator', 'discriminator']]);
    await session.close();
  });
});

it('curves are a table, empty where a number was not finite', () => {
  const values = { 'D, "loss"': [0.5, null], b: [1e-7, 2] };
  expect(curvesCsv({ steps: [1, 3], values })).toBe(
    'step,"D, ""loss""",b\r\n1,0.5,1e-7\r\n3,,2\r\n',
  );
});
