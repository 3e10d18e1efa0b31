/**
 * The worker's program: the library, tfjs, and what runs cells with them. It is the only place where the
 * reader's code runs, in a worker of opaque origin that has no network and no storage.
 */
import * as tf from '@tensorflow/tfjs';
import { readPublicFilesBy } from '../../assets';
import { activateBackend, type WasmAssets } from '../../backends/activate';
import { installCpuKernels } from '../../backends/cpu/install';
import { wordsOf } from '../../error-words';
import type { Checkpoint } from '../../training/trainer';
import type { PageMessage, WorkerMessage, WorkerStart } from '../protocol';
import type { RunHost } from '../run-host';
import { StoppedError } from '../stopped-error';
import { createTrainingRuns } from '../training';
import { connectConsole } from './console';
import { Evaluator } from './evaluator';
import { Outlet } from './outlet';
import { PageCalls } from './page-calls';
import { chooseScriptAddress, importModule, scriptAddress } from './script-address';
import { StopWatch } from './stop-watch';
import { Turns } from './turns';

/** Of a stack: Chromium's ten frames often lie within tfjs. In a `data:` worker each may hold the whole program. */
const framesKept = location.protocol === 'data:' ? 30 : 60;

self.onmessage = ({ data }: MessageEvent<WorkerStart>) => {
  self.onmessage = null;
  Object.assign(Error, { stackTraceLimit: framesKept });
  closeDoors();
  void start(data);
};

/** The ways around the port: not what keeps the page safe, but what would end in a puzzle. */
function closeDoors(): void {
  for (const name of ['postMessage', 'close']) {
    for (let holder: object | null = self; holder; holder = Reflect.getPrototypeOf(holder)) {
      Reflect.deleteProperty(holder, name);
    }
  }
}

async function start({ port, shared }: WorkerStart): Promise<void> {
  // Bound now: later the prototype may be the reader's.
  const send = port.postMessage.bind(port);
  const outlet = new Outlet({ post: (message, transfer) => send(message, transfer), shared });
  const calls = new PageCalls((message, transfer) => outlet.post(message, transfer));
  const stop = new StopWatch({
    shared,
    mustWait: () => runs.isWithinStep,
    onLook: () => outlet.flushIfDue(),
    createError: () => new StoppedError(),
  });
  const turns = new Turns(() => stop.isAsked);
  const ask = (what: Parameters<PageCalls['ask']>[1]) => calls.ask(evaluator.run, what);
  const host: RunHost = {
    keep: async (name, checkpoint) => void (await ask({ what: 'keep', name, checkpoint })),
    kept: async (name) => (await ask({ what: 'kept', name })) as Checkpoint | null,
    keptStep: async (name) => (await ask({ what: 'kept-step', name })) as number | null,
    emit: (output) => outlet.emit(evaluator.run, output),
    stopRequested() {
      tellTraining();
      // Asked between two steps: the state is kept first.
      if (stop.isAsked) tellStopping();
      return stop.isAsked;
    },
    now: () => performance.now(),
    turn: () => turns.take(),
    tensors: () => tf.memory().numTensors,
  };
  let training = 0;
  const tellTraining = () => {
    if (training === evaluator.run) return;
    training = evaluator.run;
    outlet.post({ kind: 'training', run: training });
  };
  const tellStopping = () => outlet.post({ kind: 'stopping', run: evaluator.run });
  const runs = createTrainingRuns(host);
  const evaluator = new Evaluator({ outlet, stop, runs, load });
  const file = async (path: string, title: string) =>
    (await ask({ what: 'file', path, title })) as ArrayBuffer;

  readPublicFilesBy(file);
  connectConsole((output) => outlet.emit(evaluator.run, output));
  hearLateErrors(evaluator);
  port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
    if (data.kind === 'answer') calls.answer(data.call, data.value);
    if (data.kind === 'refuse') calls.refuse(data.call, data.message);
    if (data.kind === 'drawn') outlet.acknowledge(data.count);
    if (data.kind === 'forget') evaluator.forget(data.cells);
    if (data.kind === 'typed') turns.typed();
    if (data.kind === 'keep-soon') runs.keepSoon();
    if (data.kind === 'keep-soon' || data.kind === 'stop') turns.cutShort();
    if (data.kind === 'stop') {
      stop.ask(data.run);
      // A step that is under way ends first.
      if (runs.isWithinStep) tellStopping();
    }
    if (data.kind === 'run') {
      void evaluator.evaluate(data.run, data.cell).then((end) => {
        outlet.post({ kind: 'end', ...end });
      });
    }
  };
  outlet.post(await prepare(file));
}

/** Those of callbacks, and of promises that nobody waits for. */
function hearLateErrors(evaluator: Evaluator): void {
  onerror = (message, _, __, ___, error: unknown) => {
    evaluator.late(error ?? message);
    return true;
  };
  onunhandledrejection = (event) => {
    event.preventDefault();
    evaluator.late(event.reason);
  };
}

type ReadFile = (path: string, title: string) => Promise<ArrayBuffer>;

/** Choose what to compute with: WebAssembly, else plain JavaScript. */
async function prepare(file: ReadFile): Promise<WorkerMessage> {
  const title = '計算用のプログラム';
  const assets: WasmAssets = {
    loadTfjs: (memory) => file(`wasm/tfjs-${memory}`, title),
    loadKernels: (name) => file(`wasm/${name}`, title),
  };
  try {
    // A cell's module is loaded this way; better to know now whether it can be.
    await chooseScriptAddress();
    installCpuKernels();
    const threads = await activateBackend('wasm', assets).catch(() =>
      activateBackend('cpu', assets),
    );
    return { kind: 'facts', backend: tf.getBackend(), threads };
  } catch (error) {
    return { kind: 'unable', message: wordsOf(error) };
  }
}

function load(code: string) {
  const address = scriptAddress(code);
  return { address, module: importModule(address) };
}
