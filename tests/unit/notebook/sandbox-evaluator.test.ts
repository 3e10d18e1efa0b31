import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CellOutput } from '@lib/notebook/outputs';
import { StoppedError } from '@lib/notebook/stopped-error';
import { createTrainingRuns } from '@lib/notebook/training';
import { Evaluator } from '@lib/notebook/worker/evaluator';
import { Outlet } from '@lib/notebook/worker/outlet';
import { StopWatch } from '@lib/notebook/worker/stop-watch';

const tools = 'tf, gan, take, give, guard, show, print, table, showImages, training, stopped';
let runs = 0;

function open() {
  const shown: CellOutput[] = [];
  const post = (message: { kind: string; outputs?: readonly CellOutput[] }) =>
    void shown.push(...(message.outputs ?? []));
  const outlet = new Outlet({ post, shared: null });
  const stop = new StopWatch({
    shared: null,
    mustWait: () => false,
    onLook: () => undefined,
    createError: () => new StoppedError(),
  });
  const training = createTrainingRuns({
    keep: async () => undefined,
    kept: async () => null,
    keptStep: async () => null,
    emit: () => undefined,
    stopRequested: () => stop.isAsked,
    now: () => performance.now(),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    tensors: () => tf.memory().numTensors,
  });
  const load = (code: string) => {
    const address = `data:text/javascript,${encodeURIComponent(code)}`;
    return { address, module: import(/* @vite-ignore */ address) as Promise<unknown> };
  };
  const evaluator = new Evaluator({ outlet, stop, runs: training, load });
  const run = (id: string, body: string, defines: readonly string[] = []) => {
    const getters = defines.map((name) => `${name}: () => ${name}`).join(', ');
    const code = `export default async ({ ${tools} }) => { give({ ${getters} });\n${body}\n}`;
    runs += 1;
    return evaluator.evaluate(runs, { id, code, defines, uses: [] });
  };
  return { run, shown, stop, evaluator };
}

beforeEach(async () => {
  await tf.setBackend('cpu');
});

describe('the evaluator', () => {
  it('gives values as they are when they are taken', async () => {
    const { run, shown } = open();
    await run('a', 'let n = 1; setTimeout(() => { n = 2; });', ['n']);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await run('b', 'print(take("n"))')).toMatchObject({ how: 'done' });
    expect(shown).toContainEqual({ kind: 'text', level: 'log', text: '2' });
  });

  it('says what is missing, and what a cell that failed has not come to', async () => {
    const { run } = open();
    const unknown = await run('b', 'take("n")');
    expect(unknown.error?.message).toContain('「n」はまだ計算されていません');
    await run('a', 'const n = 1; throw 5; const m = 2;', ['n', 'm']);
    expect((await run('b', 'take("n")')).how).toBe('done');
    expect((await run('b', 'take("m")')).error?.message).toContain('途中で終わった');
  });

  it('frees what a cell made before it runs again, but nothing that another still holds', async () => {
    const { run, evaluator } = open();
    const before = tf.memory().numTensors;
    const model = 'const model = { layers: [{ kernel: tf.variable(tf.zeros([2])) }] };';
    await run('a', `${model} const x = tf.ones([3]);`, ['model', 'x']);
    await run('b', 'const kernel = take("model").layers[0].kernel;', ['kernel']);
    const { tensors } = await run('a', `${model} const x = tf.ones([3]);`, ['model', 'x']);
    // The old kernel is b's still.
    const own = (await run('c', 'print(take("kernel").isDisposed)')).how;
    expect(own).toBe('done');
    await run('b', 'const kernel = take("model").layers[0].kernel;', ['kernel']);
    expect(tf.memory().numTensors).toBe(tensors - 1);
    evaluator.forget(['a', 'b', 'c']);
    // tf.zeros of the variable's initial value stays in neither.
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(2);
  });

  it('tells errors with their lines, rejections of callbacks among them', async () => {
    const { run, shown, evaluator } = open();
    const failed = await run('a', 'const f = () => {\n  throw new TypeError("no");\n};\nf();');
    expect(failed).toMatchObject({ how: 'failed', error: { name: 'TypeError', message: 'no' } });
    const [frame] = failed.error?.frames ?? [];
    expect(frame).toMatchObject({ cell: 'a', name: 'f', line: 3, column: 9 });
    evaluator.late(new Error('later'));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(shown.at(-1)).toMatchObject({ kind: 'error', error: { message: 'later' } });
  });

  it('ends a loop that is asked to stop', async () => {
    const { run, stop } = open();
    const loop = 'for (;;) { guard(); await new Promise((done) => setTimeout(done)); }';
    const running = run('a', loop);
    setTimeout(() => {
      stop.ask(runs);
    }, 20);
    expect((await running).how).toBe('stopped');
    expect((await run('a', 'guard();')).how).toBe('done');
  });

  it('frees what a failed gradient has kept', async () => {
    const { run } = open();
    const before = tf.memory().numTensors;
    const body = `const v = tf.variable(tf.ones([2]));
      tf.variableGrads(() => tf.sum(tf.square(v)).reshape([7]));`;
    expect((await run('a', body)).how).toBe('failed');
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(2);
  });
});
