/**
 * Runs every cell that opens with a preview by its own defaults: trains it in the session that it
 * trains in, or asks its lookup. Writes what it would show then, `preview.json` beside its `cell.ts`.
 * The same seed gives the same file.
 *
 * usage: node tools/typescript.mjs tools/make-previews.ts [names of cells]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { installCpuKernels } from '@lib/backends/cpu/install';
import type { BackendReport } from '@lib/backends/report';
import { Session } from '@lib/session/session';
import type { CellState, CellTypes } from '@components/cells/kit/cell-state';
import type { CellDeclaration } from '@components/cells/kit/declaration';
import { previewOf, previewWriter } from '@components/cells/kit/preview';
import { initialState, reduce, valuesOf } from '@components/cells/kit/state';
import { WidgetController } from '@components/cells/kit/widget-controller';
import type { WidgetDeclaration, WidgetTypes } from '@components/cells/kit/widget-declaration';
import { initialWidget, reduceWidget } from '@components/cells/kit/widget-state';
import { ClassMap } from '@lib/lookups/class-map';
import { LatentSpace } from '@lib/lookups/latent-space';
import { Refining } from '@lib/lookups/refining';
import { Scoring } from '@lib/lookups/scoring';
import { StackganLookup } from '@lib/lookups/stackgan';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { filesIn, loadShippedWeights, shippedFolder } from './lib/shipped-model';
import { root } from './lib/steps.mjs';

type AnyCell = CellDeclaration<CellTypes>;
type AnyWidget = WidgetDeclaration<WidgetTypes>;

const cells = import.meta.glob<{ default: { declaration: AnyCell | AnyWidget } }>(
  '../src/components/cells/*/cell.ts',
);

/** A clock by which the same run sends the same frames on every machine. */
let milliseconds = 0;
const now = () => (milliseconds += 0.5);

const session = new Session({
  async activateBackend(requested): Promise<BackendReport> {
    const backend = requested === 'small' ? 'cpu' : 'wasm';
    if (backend === 'wasm') await activateWasm();
    else {
      await tf.setBackend('cpu');
      installCpuKernels();
    }
    return { backend, threads: 1, chosenBy: 'family', measurements: [] };
  },
  loadData: loadShippedDigits,
  loadShipped: loadShippedWeights,
  // Previews show no measurements that take a classifier.
  loadClassifier: () => Promise.reject<StraightNetwork>(new Error('no classifier here')),
  onDeviceLost: () => undefined,
  now,
});

/** The state that a cell has once its preview's rounds are done. */
async function train(declaration: AnyCell, rounds: number): Promise<CellState<CellTypes>> {
  let state = initialState(declaration, null);
  const values = valuesOf(declaration, state.draft);
  if (!values) throw new Error(`the defaults of <${declaration.element}> cannot be used`);
  const { family, plan, preview } = declaration;
  const { lanes, view, watches = {}, headStart = 0 } = plan(values, state);
  const surroundings = state.surroundings;
  const act = (action: Parameters<typeof reduce<CellTypes>>[2]) => {
    state = reduce(declaration, state, action);
  };
  act({ type: 'opening', values, surroundings });
  const info = await session.open(
    {
      run: 1,
      family: typeof family === 'string' ? family : family(values),
      ...surroundings,
      lanes,
      view: preview?.view ?? view,
      watches,
      headStart,
      from: { kind: 'fresh' },
    },
    (event) => {
      act({ type: 'event', event });
    },
  );
  act({ type: 'opened', session: info, fromStep: null });
  const { pauses = 1 } = preview ?? {};
  for (let i = 0; i < pauses; i++) await session.step(rounds / pauses);
  return state;
}

const shipped = (name: string) => filesIn(`${shippedFolder}/${name}`);
const environment = {
  activateBackend: () => activateWasm(),
  loadDigits: loadShippedDigits,
  loadShipped: (name: string) => loadShippedNetwork(shipped(name)),
  loadNetwork: (name: string) => loadShippedNetwork(shipped(name)),
  loadFile: (name: string, file: string) => shipped(name)(file),
  loadClassifier: () => loadShippedNetwork(shipped('digit-classifier')),
  loadWeights: loadShippedWeights,
  loadKept: () => Promise.reject<never>(new Error('Node keeps no generator')),
};
const lookups: Readonly<Record<string, () => object>> = {
  'latent-space': () => new LatentSpace(environment),
  'class-map': () => new ClassMap(environment),
  scoring: () => new Scoring(environment),
  stackgan: () => new StackganLookup(environment),
  refining: () => new Refining(environment),
};

/** What a cell's lookup answers first. */
async function lookUp(declaration: AnyWidget, role: string): Promise<object> {
  let state = initialWidget(declaration, null);
  const api = lookups[role]?.() ?? {};
  const controller = new WidgetController({
    declaration,
    getState: () => state,
    dispatch: (action) => (state = reduceWidget(declaration, state, action)),
    createClient: () =>
      Promise.resolve({ call: (command) => command(api), dispose: () => undefined }),
  });
  await controller.run();
  if (state.notice) throw new Error(state.notice.text);
  return declaration.lookup?.preview?.(state) ?? { own: state.own, answer: state.answer };
}

/** The text of a cell's preview; `null` for one that opens without. */
async function previewText(declaration: AnyCell | AnyWidget): Promise<string | null> {
  if ('lookup' in declaration) {
    const { role } = declaration.lookup;
    // The reader adds these numbers up.
    return JSON.stringify(await lookUp(declaration, role), previewWriter(5));
  }
  if (!('preview' in declaration) || !declaration.preview) return null;
  const state = await train(declaration, declaration.preview.rounds);
  return JSON.stringify(previewOf(state), previewWriter());
}

const wanted = process.argv.slice(2);
for (const [path, load] of Object.entries(cells)) {
  const { declaration } = (await load()).default;
  const folder = path.split('/').at(-2) ?? '';
  if (wanted.length > 0 && !wanted.includes(folder)) continue;
  const began = Date.now();
  const text = await previewText(declaration);
  if (text === null) continue;
  await writeFile(join(root, 'src/components/cells', folder, 'preview.json'), `${text}\n`);
  console.log(`${folder}: ${Math.round((Date.now() - began) / 1000)} s`);
}
