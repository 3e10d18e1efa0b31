/** PyTorch's own answer to what its scripts say: runs where a Python with torch is. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportedRun } from '@lib/export/exported-run';
import { pytorchSections } from '@lib/export/pytorch';
import { family as dcgan } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import { family as toy } from '@lib/models/toy-gan';
import type { Network } from '@lib/nn/network';
import { StraightNetwork } from '@lib/nn/straight-network';
import type { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import type { Family } from '@lib/models/family';
import { activateWasm } from '../backends/wasm/node-wasm';
import { runOf, runOfModels } from '../support/exported';
import { layerModels } from '../support/layer-models';
import { pythonWith, runPython } from '../support/python';
import { type Reference, removeFolders, scriptFolder } from '../support/script-folder';
import { randomize, randomTensor } from '../support/tensors';
import { noiseDataset } from '../support/tiny-mnist';
import { createToy, trainToy } from '../support/toy';
import { createTrainer, train } from '../support/trainer';

const python = pythonWith('torch');
afterAll(removeFolders);
beforeAll(activateWasm);

/** Inputs of each network. */
const count = 64;

const sequence = (...layers: tf.layers.Layer[]) => tf.sequential({ layers });
const transposed = (kernelSize: number, strides: number, padding: 'same' | 'valid') =>
  sequence(
    tf.layers.conv2dTranspose({ inputShape: [4, 3, 2], filters: 3, kernelSize, strides, padding }),
  );

const ownModels: Record<string, () => tf.Sequential> = {
  'transposed convolution of 5 with stride 2': () => transposed(5, 2, 'same'),
  'transposed convolution of 4 with stride 2': () => transposed(4, 2, 'same'),
  'transposed convolution of 2 with stride 3': () => transposed(2, 3, 'same'),
  'transposed convolution of 5 without padding': () => transposed(5, 2, 'valid'),
  'padded pooling': () =>
    sequence(
      tf.layers.maxPooling2d({
        poolSize: 3,
        strides: 2,
        padding: 'same',
        inputShape: [6, 5, 3],
      }),
    ),
  'means of maps': () =>
    sequence(
      tf.layers.globalAveragePooling2d({ inputShape: [6, 5, 3] }),
      tf.layers.dense({ units: 2 }),
    ),
  'flattened at the end': () =>
    sequence(tf.layers.reLU({ inputShape: [3, 2, 4] }), tf.layers.flatten()),
  'reshaped at the beginning': () =>
    sequence(
      tf.layers.reshape({ inputShape: [24], targetShape: [3, 2, 4] }),
      tf.layers.conv2d({ filters: 2, kernelSize: 2 }),
    ),
  'softmax over channels': () =>
    sequence(
      tf.layers.conv2d({
        inputShape: [3, 2, 4],
        filters: 3,
        kernelSize: 1,
        activation: 'softmax',
      }),
    ),
  'units between flattening and a dense layer': () =>
    sequence(
      tf.layers.flatten({ inputShape: [3, 2, 4] }),
      tf.layers.batchNormalization(),
      tf.layers.prelu({}),
      tf.layers.dense({ units: 12, useBias: false }),
      tf.layers.prelu({}),
      tf.layers.dropout({ rate: 0.2 }),
      tf.layers.reshape({ targetShape: [2, 2, 3] }),
      tf.layers.prelu({ sharedAxes: [1, 2] }),
      tf.layers.flatten(),
    ),
};

const written = (run: ExportedRun, references: readonly Reference[]) =>
  scriptFolder(run, { sections: pytorchSections(run), references });

/** In every folder: shapes, outputs, what is written back; then some steps, and some more from these. */
const program = `
import importlib.util, json, pathlib, sys, torch
def first(x): return x.permute(0, 3, 1, 2) if x.dim() == 4 else x
def last(x): return x.permute(0, 2, 3, 1) if x.dim() == 4 else x
def report(folder, steps):
    spec = importlib.util.spec_from_file_location('train', folder / 'train.py')
    train = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(train)
    networks, optimizers, step = train.load()
    given, _ = train.read_safetensors(folder / 'reference.safetensors')
    differences = {}
    for symbol, network in networks.items():
        with torch.no_grad():
            output = last(network.eval()(first(given[symbol + '.input'])))
        expected = given[symbol + '.output']
        assert output.shape == expected.shape, (symbol, output.shape, expected.shape)
        differences[symbol] = (output - expected).abs().max().item()
    train.save(folder / 'again.safetensors', networks, optimizers, step)
    before, notes = train.read_safetensors(train.START)
    after, notes_again = train.read_safetensors(folder / 'again.safetensors')
    assert notes == notes_again, (notes, notes_again)
    assert list(before) == list(after), (list(before), list(after))
    # The velocity is divided by the learning rate and multiplied again.
    same = lambda name: torch.allclose(before[name], after[name], rtol=1e-6 if '.u' in name else 0, atol=0)
    assert all(same(name) for name in before), [name for name in before if not same(name)]
    if steps == 0:
        return {'differences': differences}
    train.train(steps, save_to=folder / 'trained.safetensors')
    train.train(2, folder / 'trained.safetensors', folder / 'later.safetensors')
    later, notes = train.read_safetensors(folder / 'later.safetensors')
    finite = all(bool(torch.isfinite(tensor).all()) for tensor in later.values())
    moved = [name for name in before if not torch.equal(before[name], later[name])]
    return {'differences': differences, 'isFinite': finite, 'notes': notes, 'moved': moved}
print(json.dumps([report(pathlib.Path(folder), int(sys.argv[1])) for folder in sys.argv[2:]]))
`;

interface Report {
  /** The largest differences of each network. */
  readonly differences: Readonly<Record<string, number>>;
  readonly isFinite?: boolean;
  readonly notes?: Readonly<Record<string, string>>;
  /** Names of what has changed by training. */
  readonly moved?: readonly string[];
}

const reports = (folders: readonly string[], steps: number) =>
  runPython<Report[]>(python ?? '', { code: program, args: [String(steps), ...folders] });

const noise = (size = 100) => randomTensor([count, size], { seed: 3 });
const images = () => randomTensor([count, 28, 28, 1], { seed: 4 });

/** A trained GAN written, with both networks' outputs on 64 inputs. */
async function writtenGan<Settings>(
  trainer: Pick<AdversarialTrainer<Settings>, 'networks'>,
  family: Family<Settings>,
  inputs: readonly [tf.Tensor, tf.Tensor],
): Promise<string> {
  const { generator, discriminator } = trainer.networks;
  return written(await runOf(trainer as never, family), [
    { symbol: 'G', network: generator as Network, input: inputs[0] },
    { symbol: 'D', network: discriminator as Network, input: inputs[1] },
  ]);
}

async function trainedDcgan(variant: DcganLane['variant'] = {}): Promise<string> {
  const trainer = createTrainer({ variant, batchSize: 4 }, noiseDataset(40));
  await train(trainer, 2);
  return writtenGan(trainer, dcgan as unknown as Family<DcganLane>, [noise(), images()]);
}

const largest = ({ differences }: Report) => Math.max(...Object.values(differences));

describe.skipIf(!python)('with PyTorch on this machine (skipped where there is none)', () => {
  it('gives what the trained DCGAN gives, writes back what it read, and trains on', async () => {
    const [report] = reports([await trainedDcgan()], 5);
    console.info('DCGAN in PyTorch, largest differences:', report?.differences);
    expect(Object.keys(report?.differences ?? {})).toEqual(['G', 'D']);
    expect(largest(report as Report)).toBeLessThan(1e-4);
    expect(report?.isFinite).toBe(true);
    expect(report?.notes).toMatchObject({ step: '9', 'adam.G.step': '9', 'adam.D.step': '9' });
    // Every weight, moving statistic and moment.
    expect(report?.moved).toHaveLength(20 + 8 + 2 * (14 + 8));
  });

  it('gives what variants of it and the perceptrons of 2014 give, and trains on', async () => {
    const folders = [
      await trainedDcgan({
        size: 'small',
        discriminatorNormalization: 'everywhere',
        generatorOutputNormalization: true,
      }),
      await trainedDcgan({
        size: 'small',
        discriminatorDownsampling: 'max-pooling',
        discriminatorActivation: 'prelu',
        generatorNormalization: 'none',
        realTarget: 0.9,
      }),
      await trainedDcgan({ network: 'mlp', separateBatches: true }),
      await trainedDcgan({ size: 'small', generatorOptimizer: 'sgd' }),
    ];
    const found = reports(folders, 2);
    expect(Math.max(...found.map(largest))).toBeLessThan(1e-4);
    expect(found.map(({ isFinite }) => isFinite)).toEqual(folders.map(() => true));
    expect(found[3]?.notes).toMatchObject({ step: '6', 'adam.D.step': '6' });
  });

  it('gives what small perceptrons give, and trains on', async () => {
    const folders: string[] = [];
    for (const activation of ['relu', 'leaky-relu', 'tanh', 'sigmoid'] as const) {
      const trainer = createToy({ activation, discriminatorSteps: 2, loss: 'least-squares' });
      trainToy(trainer, 3);
      folders.push(await writtenGan(trainer, toy, [noise(2), noise(2)]));
    }
    const found = reports(folders, 2);
    expect(Math.max(...found.map(largest))).toBeLessThan(1e-5);
    for (const { isFinite, notes } of found) {
      expect(isFinite).toBe(true);
      expect(notes).toMatchObject({ step: '7', 'adam.G.step': '7', 'adam.D.step': '14' });
    }
  });

  it('gives what every kind of layer gives that readers build of', async () => {
    const models = Object.entries({ ...layerModels, ...ownModels })
      .filter(([name]) => !withoutRule.includes(name))
      .map(([, make], i) => [`network${i}`, make()] as const);
    const references = models.map(([symbol, model], i) => {
      randomize(model, i + 1);
      const [, ...shape] = model.inputs[0]?.shape ?? [];
      const input = randomTensor([3, ...(shape as number[])] as never, { seed: i });
      return { symbol, network: new StraightNetwork(model), input };
    });
    const folder = written(await runOfModels(Object.fromEntries(models)), references);
    const [report] = reports([folder], 0);
    expect(Object.keys(report?.differences ?? {})).toHaveLength(models.length);
    expect(largest(report as Report)).toBeLessThan(1e-4);
  });
});

/** Those that the export says it cannot write. */
const withoutRule = ['bilinear upsampling and convolution', 'a dense layer on images'];

describe('what has no rule', () => {
  it.each(withoutRule)('%s stops the export, naming the layer', async (name) => {
    const model = layerModels[name]?.() as tf.Sequential;
    const run = await runOfModels({ network: model });
    expect(() => pytorchSections(run)).toThrow(/^層「(UpSampling2D|Dense)」.*規則がありません。$/);
  });
});
