import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import createModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';

/** What tfjs asks of its compiled program, by the names in that: see `init` in its `backend_wasm.ts`. */
const signatures = {
  init: ['init', null, []],
  initWithThreadsCount: ['init_with_threads_count', null, ['number']],
  getThreadsCount: ['get_threads_count', 'number', []],
  registerTensor: ['register_tensor', null, ['number', 'number', 'number']],
  disposeData: ['dispose_data', null, ['number']],
  dispose: ['dispose', null, []],
} as const;

/** What Emscripten's module object is told, and has, beside what tfjs declares of it. */
interface Settings {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): object;
  onAbort(reason: unknown): void;
  locateFile(path: string): string;
}
interface Program {
  cwrap(name: string, result: string | null, parameters: readonly string[]): unknown;
  _malloc(bytes: number): number;
  _free(address: number): void;
  tfjs: unknown;
}

/**
 * tfjs's WASM backend, of a program that is there already. tfjs's own way remembers whatever fails,
 * and finds out by itself where files lie.
 *
 * @throws if the engine refuses the program or its memory; it may be tried again
 */
export async function createTfjsBackend(compiled: WebAssembly.Module): Promise<BackendWasm> {
  const program = await instantiate(compiled);
  program.tfjs = Object.fromEntries(
    Object.entries(signatures).map(([name, [own, result, parameters]]) => [
      name,
      program.cwrap(own, result, parameters),
    ]),
  );
  // The first call puts another function in its own place.
  program._free(program._malloc(1));
  const malloc = program._malloc.bind(program);
  program._malloc = (bytes) => {
    // Emscripten answers in 32 signed bits.
    const address = malloc(bytes) >>> 0;
    // tfjs would go on, and write where its program's own data lie.
    if (address === 0 && bytes > 0) throw new OutOfMemory(bytes);
    return address;
  };
  return new BackendWasm(program as unknown as ConstructorParameters<typeof BackendWasm>[0]);
}

/** The message is for the reader. */
class OutOfMemory extends Error {
  constructor(bytes: number) {
    const megabytes = Math.ceil(bytes / 2 ** 20);
    super(
      `メモリーが足りません（あと${megabytes} MBを取れませんでした）。バッチサイズを小さくするか、ほかのタブを閉じて、もう一度試してください。`,
    );
  }
}

function instantiate(compiled: WebAssembly.Module): Promise<Program> {
  return new Promise((resolve, reject) => {
    const settings: Settings = {
      instantiateWasm(imports, done) {
        // Thrown here, it would make Emscripten look for a file.
        WebAssembly.instantiate(compiled, imports).then(done, reject);
        return {};
      },
      onAbort: (reason) => {
        reject(new Error(String(reason)));
      },
      locateFile: (path) => path,
    };
    const start = createModule as unknown as (settings: Settings) => Promise<Program>;
    start(settings).then(resolve, reject);
  });
}
