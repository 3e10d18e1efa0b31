/**
 * The sandboxed frame's own program: makes the worker, and stands between it and the page. It is the only
 * way in and out. The worker's messages are weighed and counted; one that sends too much is ended.
 */
import { isMemoryShareable } from '../../backends/shared-memory';
import {
  type BridgeCommand,
  type BridgeReport,
  protocolVersion,
  sandboxLimits,
  sharedPlaces,
  type WorkerStart,
} from '../protocol';
import { weigh } from './weigh';

type Report = (message: BridgeReport, transfer?: Transferable[]) => void;

addEventListener('message', function begin({ source, ports }) {
  const [page] = ports;
  if (source !== parent || !page) return;
  removeEventListener('message', begin);
  serve(page);
});

function serve(page: MessagePort): void {
  const report: Report = (message, transfer = []) => {
    page.postMessage(message, transfer);
  };
  let program: Blob | null = null;
  let worker: BridgedWorker | null = null;
  const end = () => {
    worker?.end();
    worker = null;
  };
  const start = (options: WorkerProgram) => {
    try {
      const started = new BridgedWorker(options, (message, transfer) => {
        if (worker !== started) return;
        if (message.kind === 'lost') end();
        report(message, transfer);
      });
      worker = started;
    } catch (error) {
      report({ kind: 'lost', why: 'error', detail: String(error) });
    }
  };
  page.onmessage = async ({ data }: MessageEvent<BridgeCommand>) => {
    if (data.kind === 'ping') report({ kind: 'pong', count: data.count });
    if (data.kind === 'end' || data.kind === 'start') end();
    if (data.kind === 'start') {
      if (data.program) program = new Blob([data.program], { type: 'text/javascript' });
      if (program) start(await (data.way === 'blob' ? blobProgram : dataProgram)(program));
    }
    if (data.kind === 'tell') worker?.tell(data.message, data.transfer);
    if (data.kind === 'stop') worker?.stop(data.run);
    if (data.kind === 'drawn') worker?.drawn(data.count);
  };
  report({ kind: 'bridge', version: protocolVersion, isolated: isMemoryShareable() });
}

/** What a worker is made of. */
interface WorkerProgram {
  readonly address: string;
  /** What it is sent before all else. */
  readonly first?: unknown;
}

function blobProgram(program: Blob): WorkerProgram {
  return { address: URL.createObjectURL(program) };
}

/**
 * A worker of a `data:` address that loads its program itself, so that its own address is short. WebKit,
 * which needs it on isolated pages, takes seconds for an import from a script of a megabyte's address.
 */
const loader = `data:text/javascript,${encodeURIComponent(
  `self.importScript = (address) => import(address);
  onmessage = ({ data }) => {
    try { importScripts(URL.createObjectURL(data.program)); } catch { importScripts(data.address); }
  };`,
)}`;

function dataProgram(program: Blob): Promise<WorkerProgram> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve({ address: loader, first: { program, address: reader.result } });
    };
    reader.readAsDataURL(program);
  });
}

class BridgedWorker {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly shared = isMemoryShareable()
    ? new Int32Array(new SharedArrayBuffer(4 * sharedPlaces.length))
    : null;
  private batches = 0;
  private batchesDrawn = 0;
  /** The call that a checkpoint came with, until the page has taken it. */
  private keeping: unknown = null;

  constructor(
    private readonly program: WorkerProgram,
    private readonly report: Report,
  ) {
    this.worker = new Worker(program.address, { name: 'notebook' });
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }) => {
      this.pass(data);
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      report({ kind: 'lost', why: 'error', detail: event.message });
    };
    // Its program speaks through the port alone.
    this.worker.onmessage = () => {
      report({ kind: 'lost', why: 'flood', detail: '' });
    };
    if (program.first) this.worker.postMessage(program.first);
    const start: WorkerStart = { port: port2, shared: this.shared };
    this.worker.postMessage(start, [port2]);
  }

  tell(message: { readonly kind: string; readonly call?: number }, transfer: Transferable[] = []) {
    if (message.call !== undefined && message.call === this.keeping) this.keeping = null;
    this.port.postMessage(message, transfer);
  }

  stop(run: number): void {
    if (this.shared) Atomics.store(this.shared, sharedPlaces.stop, run);
    this.port.postMessage({ kind: 'stop', run });
  }

  drawn(count: number): void {
    this.batchesDrawn = count;
    if (this.shared) Atomics.store(this.shared, sharedPlaces.drawn, count);
    this.port.postMessage({ kind: 'drawn', count });
  }

  end(): void {
    this.worker.terminate();
    this.port.close();
    const { address } = this.program;
    if (address.startsWith('blob:')) URL.revokeObjectURL(address);
  }

  /** A message on its way from the worker to the page. */
  private pass(data: unknown): void {
    const message = data as { kind?: unknown; call?: unknown; ask?: { what?: unknown } } | null;
    const isCheckpoint = message?.kind === 'call' && message.ask?.what === 'keep';
    const mayBeLarge = isCheckpoint && this.keeping === null;
    const limit = mayBeLarge ? sandboxLimits.checkpoint : sandboxLimits.message;
    const { bytes, buffers } = weigh(data, limit);
    if (isCheckpoint) this.keeping = message.call;
    this.batches += 1;
    const isFlood = this.batches - this.batchesDrawn > sandboxLimits.flood;
    if (bytes > limit) this.report({ kind: 'lost', why: 'size', detail: '' });
    else if (isFlood) this.report({ kind: 'lost', why: 'flood', detail: '' });
    else this.report({ kind: 'said', message: data }, buffers);
  }
}
