/** A notebook's own training, taken home from the checkpoint that the page keeps. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPublicFilesBy } from '@lib/assets';
import { exportedRun } from '@lib/export/export-run';
import type { FormatName } from '@lib/export/formats';
import { type NamedTensor, readSafetensors, writeSafetensors } from '@lib/export/safetensors';
import { takeHome } from '@lib/export/take-home';
import type { StraightNetwork } from '@lib/nn/straight-network';
import type { CodeCellId } from '@lib/notebook/cells';
import { snapshotOfRun } from '@lib/notebook/run-snapshot';
import { withWeights } from '@lib/notebook/run-weights';
import type { Checkpoint } from '@lib/training/trainer';
import { activateWasm, readBytes } from '../../../tools/lib/node-backend';
import { NodeNotebook } from '../support/notebook';
import { pythonWith, runPython } from '../support/python';
import { randomTensor } from '../support/tensors';

const python = pythonWith('torch');
const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const changes: Partial<Record<CodeCellId, readonly [string, string]>> = {
  generator: ['units = 1024, maps = 128', 'units = 512, maps = 16'],
  optimizers: ['batchSize: 16', 'batchSize: 2'],
  loop: ['run.steps(2000)', 'run.steps(2)'],
};

/** The cells with a smaller generator, after two steps. */
const notebook = new NodeNotebook((source, id) => {
  const [from, to] = changes[id] ?? ['', ''];
  expect(source).toContain(from);
  return source.replace(from, to);
});
const code = 'for await (const step of run.steps(2)) {\n  """\u2028adversarialStep();\n}';
let checkpoint: Checkpoint;

beforeAll(async () => {
  await activateWasm({ instructions: 'simd' });
  readPublicFilesBy((path) => readBytes('public', path));
  await notebook.run('loop');
  checkpoint = (await notebook.host.kept('dcgan')) as Checkpoint;
}, 60_000);

function exported() {
  const { snapshot, ...own } = snapshotOfRun(checkpoint, code);
  return exportedRun(snapshot, { title: '学習ループ', name: 'notebook-dcgan', build: '0', ...own });
}

const made = (format: FormatName) => takeHome({ run: exported(), format, digits: null });

describe('a notebook’s training taken home', () => {
  it('has every number of the checkpoint, under the names of the networks as they were changed', () => {
    const { bytes, fileName } = made('safetensors');
    expect(fileName).toBe('notebook-dcgan-step2.safetensors');
    const { tensors, metadata } = readSafetensors(fileName, bytes);
    expect(metadata).toMatchObject({ step: '2', 'adam.G.step': '2', 'adam.D.step': '2' });
    expect(tensors['G.0.kernel']?.shape).toEqual([100, 512]);
    const { arrays } = checkpoint;
    expect(tensors['G.0.kernel']?.values).toEqual(arrays['G/0']);
    expect(tensors['adam.D.0.kernel.v']?.values).toEqual(arrays['adamD/1']);
    expect(tensors['generatorAverage.0.kernel']?.values).toEqual(arrays['average/0']);
    const count = (all: readonly { readonly length: number }[]) =>
      all.reduce((sum, { length }) => sum + length, 0);
    expect(count(Object.values(tensors).map(({ values }) => values))).toBe(
      count(Object.values(arrays)),
    );
  });

  it.each(['pytorch', 'keras'] as const)('says in %s what is to be rewritten', (format) => {
    const { toRewrite, remarks, bytes, contents } = made(format);
    expect(toRewrite).toEqual([expect.stringContaining('損失と学習の手順は、Pythonに書き直して')]);
    expect(remarks).toEqual([expect.stringContaining('移動平均')]);
    expect(contents).toEqual(['train.py', 'run.safetensors']);
    const script = Object.entries(unzipSync(bytes)).find(([name]) => name.endsWith('train.py'));
    const text = strFromU8(script?.[1] ?? new Uint8Array());
    expect(text).toContain('    #   adversarialStep();\n');
    expect(text).toContain('    raise NotImplementedError(');
    const parses = pythonWith('ast');
    const parse = 'import ast, sys; ast.parse(sys.argv[1]); print(1)';
    if (parses) expect(runPython(parses, { code: parse, args: [text] })).toBe(1);
  });

  it('has the curves of the log', () => {
    expect(strFromU8(made('curves').bytes)).toMatch(/^step,損失\/識別器,.*\r\n1,0\.\d+,/);
  });

  it('leaves out what is no network nor an optimizer of one, and says so', () => {
    const arrays = { ...checkpoint.arrays, 'temperature/0': Float32Array.of(1) };
    expect(snapshotOfRun({ ...checkpoint, arrays }, code).ownTraining.leftOut).toEqual([
      'temperature',
    ]);
  });

  it.each([{ kind: 'notebook', values: {}, log: {} }, null, { networks: 3 }])(
    'cannot be had of a checkpoint that does not say what its networks are: %o',
    (settings) => {
      expect(() => snapshotOfRun({ ...checkpoint, settings }, code)).toThrow('持ち帰れません');
    },
  );
});

describe('weights brought back to a notebook’s training', () => {
  const name = 'trained.safetensors';
  const file = () => readSafetensors(name, made('safetensors').bytes);
  /** The same run with other numbers. */
  const other = (): Checkpoint => ({
    ...checkpoint,
    optimizerSteps: { ...checkpoint.optimizerSteps, adamG: 9, adamD: 9 },
    arrays: Object.fromEntries(
      Object.entries(checkpoint.arrays).map(([key, values]) => [key, values.map((x) => x + 1)]),
    ),
  });

  it('are every number of the run that they were taken from', () => {
    const given = other();
    const before = structuredClone(given);
    expect(withWeights(given, file(), name)).toEqual(checkpoint);
    expect(given).toEqual(before);
  });

  it('go on with a new Adam, and an average of their own, where the file has neither', () => {
    const { tensors } = file();
    const weights = Object.entries(tensors).filter(([tensor]) => /^[GD]\./.test(tensor));
    const run = withWeights(other(), { tensors: Object.fromEntries(weights), metadata: {} }, name);
    expect(run.arrays['G/0']).toEqual(checkpoint.arrays['G/0']);
    expect(run.arrays['average/0']).toEqual(checkpoint.arrays['G/0']);
    expect(run.arrays['adamG/0']?.every((value) => value === 0)).toBe(true);
    expect(run.optimizerSteps).toMatchObject({ adamG: 0, adamD: 0 });
    expect(run.randomStates).toEqual(checkpoint.randomStates);
  });

  it('are refused, naming network and weight, where they do not fit', () => {
    const { tensors, metadata } = file();
    const kernel = tensors['G.0.kernel'] as NamedTensor;
    const less = Object.fromEntries(
      Object.entries(tensors).filter(([tensor]) => tensor !== 'D.0.kernel'),
    );
    const turned = { ...tensors, 'G.0.kernel': { ...kernel, shape: [512, 100] } };
    const load = (tensors: Readonly<Record<string, NamedTensor>>) => () =>
      withWeights(checkpoint, { tensors, metadata }, name);
    expect(load(less)).toThrow(
      '「trained.safetensors」の重みは、この学習の「D」に合いません。「D.0.kernel」が',
    );
    expect(load(turned)).toThrow('「G.0.kernel」の形は[512×100]ですが、[100×512]が必要です');
    expect(load({ ...tensors, 'G.99.kernel': kernel })).toThrow('この学習にない「G.99.kernel」');
    expect(() => withWeights({ ...checkpoint, settings: null }, file(), name)).toThrow(
      '読み込めません',
    );
  });
});

const program = `
import importlib.util, json, pathlib, torch
spec = importlib.util.spec_from_file_location('train', pathlib.Path('train.py'))
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
networks, optimizers, step = train.load()
given, _ = train.read_safetensors('reference.safetensors')
with torch.no_grad():
    images = networks['G'].eval()(given['z']).permute(0, 2, 3, 1)
train.main()
try:
    train.main(1)
    raised = False
except NotImplementedError:
    raised = True
size = len(pathlib.Path('samples.png').read_bytes())
print(json.dumps([(images - given['images']).abs().max().item(), raised, size]))
`;

it.skipIf(!python)(
  'draws the same images with PyTorch, and does not train (skipped without)',
  () => {
    for (const [name, bytes] of Object.entries(unzipSync(made('pytorch').bytes))) {
      writeFileSync(join(folder, name.split('/').at(-1) ?? ''), bytes);
    }
    const G = notebook.value('G') as StraightNetwork;
    const z = randomTensor([16, 100], { seed: 5 });
    const images = tf.tidy(() => G.forward(z, { mode: 'inference' }).dataSync<'float32'>().slice());
    const tensors = {
      z: { shape: z.shape, values: z.dataSync<'float32'>().slice() },
      images: { shape: [16, 28, 28, 1], values: images },
    };
    writeFileSync(
      join(folder, 'reference.safetensors'),
      writeSafetensors({ tensors, metadata: {} }),
    );
    const [difference, raised, size] = runPython<[number, boolean, number]>(python ?? '', {
      code: program,
      folder,
    });
    console.info('a notebook’s generator in PyTorch, largest difference:', difference);
    expect(difference).toBeLessThan(1e-4);
    expect([raised, (size ?? 0) > 1000]).toEqual([true, true]);
  },
);
