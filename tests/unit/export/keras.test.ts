/** Keras's own answer to what its scripts say, on PyTorch: runs where a Python with both is. */
import type * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { kerasSections } from '@lib/export/keras';
import { family as dcgan } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { Family } from '@lib/models/family';
import { family as toy } from '@lib/models/toy-gan';
import type { Network } from '@lib/nn/network';
import type { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { activateWasm } from '../backends/wasm/node-wasm';
import { runOf } from '../support/exported';
import { pythonWith, runPython } from '../support/python';
import { removeFolders, scriptFolder } from '../support/script-folder';
import { randomTensor } from '../support/tensors';
import { noiseDataset } from '../support/tiny-mnist';
import { createToy, trainToy } from '../support/toy';
import { createTrainer, train } from '../support/trainer';

vi.stubEnv('KERAS_BACKEND', 'torch');
const python = pythonWith('torch, keras');
afterAll(removeFolders);
beforeAll(activateWasm);

/** In every folder: outputs, what is written back; then some steps, and some more from these. */
const program = `
import importlib.util, json, pathlib, sys
import numpy as np
def report(folder, steps):
    spec = importlib.util.spec_from_file_location('train', folder / 'train.py')
    train = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(train)
    networks, optimizers, step = train.load()
    given, _ = train.read_safetensors(folder / 'reference.safetensors')
    differences = {}
    for symbol, network in networks.items():
        output = train.ops.convert_to_numpy(network(given[symbol + '.input'], training=False))
        expected = given[symbol + '.output']
        assert output.shape == expected.shape, (symbol, output.shape, expected.shape)
        differences[symbol] = float(np.abs(output - expected).max())
    train.save(folder / 'again.safetensors', networks, optimizers, step)
    before, notes = train.read_safetensors(train.START)
    after, notes_again = train.read_safetensors(folder / 'again.safetensors')
    assert notes == notes_again, (notes, notes_again)
    kept = [name for name in before if 'Average.' not in name]
    assert kept == list(after), (kept, list(after))
    different = [name for name in kept if not np.array_equal(before[name], after[name])]
    assert not different, different
    train.train(steps, save_to=folder / 'trained.safetensors')
    train.train(2, folder / 'trained.safetensors', folder / 'later.safetensors')
    later, notes = train.read_safetensors(folder / 'later.safetensors')
    finite = all(bool(np.isfinite(array).all()) for array in later.values())
    still = [name for name in kept if np.array_equal(before[name], later[name])]
    return {'differences': differences, 'isFinite': finite, 'notes': notes, 'still': still}
print(json.dumps([report(pathlib.Path(folder), int(sys.argv[1])) for folder in sys.argv[2:]]))
`;

interface Report {
  /** The largest differences of each network. */
  readonly differences: Readonly<Record<string, number>>;
  readonly isFinite: boolean;
  readonly notes: Readonly<Record<string, string>>;
  /** Names of what training has not changed. */
  readonly still: readonly string[];
}

async function writtenGan<Settings>(
  trainer: Pick<AdversarialTrainer<Settings>, 'networks'>,
  family: Family<Settings>,
  inputs: readonly [tf.Tensor, tf.Tensor],
): Promise<string> {
  const { generator, discriminator } = trainer.networks;
  const run = await runOf(trainer as never, family);
  const references = [
    { symbol: 'G', network: generator as Network, input: inputs[0] },
    { symbol: 'D', network: discriminator as Network, input: inputs[1] },
  ];
  return scriptFolder(run, { sections: kerasSections(run), references });
}

async function trainedDcgan(variant: DcganLane['variant'] = {}): Promise<string> {
  const trainer = createTrainer({ variant, batchSize: 4 }, noiseDataset(40));
  await train(trainer, 2);
  const inputs = [
    randomTensor([64, 100], { seed: 3 }),
    randomTensor([64, 28, 28, 1], { seed: 4 }),
  ] as const;
  return writtenGan(trainer, dcgan as unknown as Family<DcganLane>, inputs);
}

describe.skipIf(!python)('with Keras 3 on PyTorch (skipped where there is none)', () => {
  it('gives what trained GANs give, writes back what it read, and trains on', async () => {
    const toyTrainer = createToy({ activation: 'leaky-relu', loss: 'least-squares' });
    trainToy(toyTrainer, 3);
    const points = () => randomTensor([64, 2], { seed: 3 });
    const folders = [
      await trainedDcgan(),
      await trainedDcgan({ size: 'small', discriminatorNormalization: 'everywhere' }),
      await trainedDcgan({ size: 'small', generatorOptimizer: 'sgd', realTarget: 0.9 }),
      await writtenGan(toyTrainer, toy, [points(), points()]),
    ];
    const reports = runPython<Report[]>(python ?? '', { code: program, args: ['3', ...folders] });
    console.info(
      'in Keras on PyTorch, largest differences:',
      reports.map(({ differences }) => differences),
    );
    for (const { differences, isFinite, still } of reports) {
      expect(Object.keys(differences)).toEqual(['G', 'D']);
      expect(Math.max(...Object.values(differences))).toBeLessThan(1e-4);
      // The mixture stays, and of D what scripts do without.
      const own = still.filter((name) => !/^data\.|minibatch/.test(name));
      expect([isFinite, own]).toEqual([true, []]);
    }
    expect(reports[0]?.notes).toMatchObject({ step: '7', 'adam.G.step': '7', 'adam.D.step': '7' });
  });
});
