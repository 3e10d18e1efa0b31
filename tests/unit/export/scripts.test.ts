/** What scripts say, word by word; and what Python makes of the words. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportedRun } from '@lib/export/exported-run';
import { kerasSections } from '@lib/export/keras';
import { scriptOf } from '@lib/export/python';
import { pythonNotebook } from '@lib/export/python-notebook';
import { pytorchSections } from '@lib/export/pytorch';
import { family as dcgan } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { Family } from '@lib/models/family';
import { activateWasm } from '../backends/wasm/node-wasm';
import { runOf, runOfModels } from '../support/exported';
import { layerModels } from '../support/layer-models';
import { pythonWith, runPython } from '../support/python';
import { createTrainer, disposeTrainers, train } from '../support/trainer';

const python = pythonWith('ast');
const writers = { pytorch: pytorchSections, keras: kerasSections };

let run: ExportedRun;
beforeAll(async () => {
  await activateWasm();
  const trainer = createTrainer();
  await train(trainer, 1);
  run = await runOf(trainer, dcgan as unknown as Family<DcganLane>);
  disposeTrainers();
});

/** The layers that a script's networks are built of: `Dense(1024)`, by the network's name. */
const layersIn = `
import ast, json, sys
tree = ast.parse(open(sys.argv[1], encoding='utf-8').read())
found = {}
for function in tree.body:
    if isinstance(function, ast.FunctionDef) and function.name.startswith('build_'):
        calls = [call for call in ast.walk(function) if isinstance(call, ast.Call)
                 and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
                 and call.func.value.id == 'layers']
        calls.sort(key=lambda call: call.lineno)
        found[function.name[6:]] = [
            [call.func.attr, [ast.literal_eval(arg) for arg in call.args],
             {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}]
            for call in calls]
print(json.dumps(found))
`;

function parsed(code: string): Record<string, [string, unknown[], Record<string, unknown>][]> {
  const folder = mkdtempSync(join(tmpdir(), 'script-'));
  try {
    const path = join(folder, 'train.py');
    writeFileSync(path, code);
    return runPython(python ?? '', { code: layersIn, args: [path] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.each(Object.entries(writers))('the script for %s', (name, write) => {
  it('is what it was', async () => {
    await expect(scriptOf(write(run))).toMatchFileSnapshot(`golden/dcgan-${name}.py`);
  });

  it('has a loss of the reader’s own as a comment that nothing gets out of, and raises', () => {
    const text = '(fake) => fake.mean()\r\nimport os\u2028os.remove("x")\n"""\\';
    const generator = { kind: 'custom', text } as const;
    const recipe = run.recipe && { ...run.recipe, losses: { ...run.recipe.losses, generator } };
    const code = scriptOf(write({ ...run, recipe }));
    expect(code).toContain('    #   import os\n    #   os.remove("x")\n    #   """\\\n    raise');
    expect(code).toContain("raise NotImplementedError('この損失をPythonに書き直してください。')");
    if (python) expect(() => parsed(code)).not.toThrow();
  });

  it('is a notebook too, of the same code but for what runs it', () => {
    const sections = write(run);
    const notebook = JSON.parse(pythonNotebook(sections)) as {
      nbformat: number;
      nbformat_minor: number;
      cells: { cell_type: string; id: string; source: string }[];
    };
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
    const ids = notebook.cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const code = notebook.cells.filter(({ cell_type: type }) => type === 'code');
    expect(code.slice(0, -1).map(({ source }) => source)).toEqual(
      sections.slice(0, -1).map((section) => section.code.trim()),
    );
    expect(code.at(-1)?.source).toContain('networks = train(200)');
  });
});

/** A layer's options under the names and in the order that Keras 3 has them. */
const kerasNames: Readonly<Record<string, readonly string[]>> = {
  Dense: ['units'],
  Conv2D: ['filters', 'kernel_size'],
  Conv2DTranspose: ['filters', 'kernel_size'],
  Dropout: ['rate'],
  UpSampling2D: ['size'],
  MaxPooling2D: ['pool_size'],
  Reshape: ['target_shape'],
  Activation: ['activation'],
};
const usual: Readonly<Record<string, unknown>> = {
  activation: 'linear',
  use_bias: true,
  padding: 'valid',
  strides: [1, 1],
  dilation_rate: [1, 1],
  max_value: null,
};
const renamed: Readonly<Record<string, string>> = { negative_slope: 'alpha' };
const pairs = ['kernel_size', 'strides', 'dilation_rate', 'size', 'pool_size'];

describe.skipIf(!python)('Keras layers as Python parses them (skipped without Python)', () => {
  it('are those of the topology, option by option', async () => {
    const names = Object.keys(layerModels).filter(
      (name) => !['bilinear upsampling and convolution'].includes(name),
    );
    const models = names.map((name, i) => [`network${i}`, layerModels[name]?.()] as const);
    const all = await runOfModels(Object.fromEntries(models) as Record<string, tf.LayersModel>);
    for (const exported of [run, all]) {
      const found = parsed(scriptOf(kerasSections(exported)));
      for (const { name, layers } of exported.networks) {
        expect(found[name]?.map(([kind]) => kind)).toEqual(
          layers?.map(({ className }) => className),
        );
        layers?.forEach(({ className, config }, i) => {
          const [, positional = [], named = {}] = found[name]?.[i] ?? [];
          const places = kerasNames[className] ?? [];
          const given: Record<string, unknown> = { ...usual, ...named };
          positional.forEach((value, at) => (given[places[at] ?? '?'] = value));
          for (const [option, value] of Object.entries(given)) {
            const own = config[renamed[option] ?? option];
            const isGiven = places.includes(option) || option in named;
            if (own === undefined && !isGiven) continue;
            const spread = pairs.includes(option) && typeof value === 'number';
            expect(spread ? [value, value] : value, `${name} ${i} ${option}`).toEqual(own);
          }
        });
      }
    }
  });
});
