/**
 * Runs the cells of 実装 from the first to the last, by the compiler and the evaluator that run them on
 * the page, and writes what they show: what each opens with. The training is stopped early, as a reader
 * may stop it; the cells below it go on with what it has learned. But for the milliseconds that a cell
 * measures, the same texts give the same files on every machine.
 *
 * usage: node tools/typescript.mjs tools/make-examples.ts
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { curveLines } from '@components/cells/notebook/curve-lines';
import type { CellExample, ExampleBlock } from '@components/cells/notebook/example';
import {
  addOutput,
  type OutputBlock,
  type ShownOutput,
} from '@components/cells/notebook/output-blocks';
import { readPublicFilesBy } from '@lib/assets';
import { tileImages } from '@lib/data/image-grid';
import { type CodeCellId, codeCells } from '@lib/notebook/cells';
import type { CellOutputOf } from '@lib/notebook/outputs';
import type { WorkerMessage } from '@lib/notebook/protocol';
import { StoppedError } from '@lib/notebook/stopped-error';
import { createTrainingRuns } from '@lib/notebook/training';
import { Evaluator } from '@lib/notebook/worker/evaluator';
import { Outlet } from '@lib/notebook/worker/outlet';
import { StopWatch } from '@lib/notebook/worker/stop-watch';
import sharp from 'sharp';
import { compileCells, exampleHash, examplesFolder, exampleSteps } from './lib/example-sources';
import { activateWasm, readBytes } from './lib/node-backend';
import { root } from './lib/steps.mjs';

/** Points of a curve that a small chart shows apart. */
const mostPoints = 100;

const folder = join(root, examplesFolder);
/** Cells that read what the training changes. */
const trained: readonly string[] = ['quality', 'latent-walk'];

let steps = 0;
let blocks: readonly OutputBlock[] = [];

const outlet = new Outlet({ post: take, shared: null });
let posted = 0;
function take(message: WorkerMessage): void {
  posted += 1;
  setImmediate(() => {
    outlet.acknowledge(posted);
  });
  if (message.kind !== 'outputs') return;
  for (const output of message.outputs) {
    if (output.kind === 'error') throw new Error(output.error.message);
    const isTold = output.kind === 'status' || output.kind === 'checkpoint';
    if (!isTold) blocks = addOutput(blocks, output as ShownOutput);
  }
}

const stop = new StopWatch({
  shared: null,
  mustWait: () => false,
  onLook: () => undefined,
  createError: () => new StoppedError(),
});
const runs = createTrainingRuns({
  keep: () => Promise.resolve(),
  kept: () => Promise.resolve(null),
  keptStep: () => Promise.resolve(null),
  emit: (output) => {
    outlet.emit(evaluator.run, output);
  },
  stopRequested: () => steps >= exampleSteps,
  now: () => performance.now(),
  turn: () => {
    steps += 1;
    return new Promise((resolve) => setImmediate(resolve));
  },
  tensors: () => tf.memory().numTensors,
});
const evaluator = new Evaluator({
  outlet,
  stop,
  runs,
  load: (code) => {
    const address = `data:text/javascript,${encodeURIComponent(code)}`;
    return { address, module: import(/* @vite-ignore */ address) as Promise<unknown> };
  },
});

const compiled = compileCells();
const done = new Set<CodeCellId>();

/** Run a cell after those that it needs, and write what it shows. */
async function run(id: CodeCellId): Promise<void> {
  const cell = compiled.find((candidate) => candidate.id === id);
  if (!cell || done.has(id)) return;
  done.add(id);
  for (const name of cell.uses) {
    const giver = compiled.find(({ defines }) => defines.includes(name));
    if (giver) await run(giver.id);
  }
  blocks = [];
  const began = Date.now();
  const { how, error } = await evaluator.evaluate(done.size, cell);
  if (error) throw new Error(`${id}: ${error.message}`);
  if ((how === 'stopped') !== (id === 'loop')) throw new Error(`${id} has ${how}`);
  const example = await exampleOf(id, blocks);
  await writeFile(join(folder, `${id}.json`), `${JSON.stringify(example)}\n`);
  console.log(`${id}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

function aboutOf(id: CodeCellId): string {
  const seed = 'シード2017';
  const how = trained.includes(id)
    ? `学習ループを${exampleSteps}ステップで止めた後に、元のコードを実行した結果です（${seed}）。`
    : id === 'loop'
      ? `元のコードを${seed}で実行し、${exampleSteps}ステップで止めた結果です。`
      : `元のコードを${seed}で実行した結果です。`;
  const measured =
    id === 'adversarial-step' ? 'ミリ秒は、例を作ったコンピューターでの値です。' : '';
  return `${how}${measured}実行すると、新しい結果に変わります。`;
}

async function exampleOf(id: CodeCellId, shown: readonly OutputBlock[]): Promise<CellExample> {
  const made: ExampleBlock[] = [];
  for (const [i, block] of shown.entries()) {
    // How far it has come is told above them.
    if (block.kind !== 'progress') made.push(await exampleBlock(block, `${id}-${i + 1}`));
  }
  return { hash, about: aboutOf(id), blocks: made };
}

async function exampleBlock(block: OutputBlock, name: string): Promise<ExampleBlock> {
  switch (block.kind) {
    case 'text':
      return { kind: 'text', text: block.lines.map(({ text }) => text).join('\n') };
    case 'table': {
      const { kind, columns, rows } = block;
      return { kind, columns, rows: rows.map((row) => row.map((entry) => shorter(entry))) };
    }
    case 'images':
      return images(block, `${name}.png`);
    case 'curve': {
      const { steps, curves } = curveLines(block.series, mostPoints);
      const lines = curves.map((curve, i) => ({
        ...curve,
        values: curve.values.map((value) => shorter(value, 4)),
        latest: shorter(block.series[i]?.y.at(-1) ?? null),
      }));
      const { title, xLabel, yLabel } = block.about;
      return { kind: 'curve', title, xLabel, yLabel, steps, curves: lines };
    }
    default:
      throw new Error(`${name}: an example has no place for outputs of the kind "${block.kind}"`);
  }
}

async function images(block: CellOutputOf<'images'>, file: string): Promise<ExampleBlock> {
  const { bytes, count, height, width, columns, channels, labels, title } = block;
  if (labels && count !== columns) throw new Error(`${file}: labels stand below one row only`);
  const side = Math.min(columns, count);
  const tiles = tileImages({ images: bytes, count, height, width, columns: side, channels });
  const size = [side * width, tiles.rows * height] as const;
  await sharp(tiles.pixels, { raw: { width: size[0], height: size[1], channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .png({ compressionLevel: 9 })
    .toFile(join(folder, file));
  const about = { count, height, width, columns: side, labels, title };
  return { kind: 'images', file, size, ...about };
}

function shorter<Value>(value: Value, figures = 6): Value | number {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(figures))
    : value;
}

await activateWasm({ instructions: 'simd' });
readPublicFilesBy((path) => readBytes('public', path));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const hash = exampleHash();
for (const { id } of codeCells) await run(id);
