/** The compiled kernels of `assembly/`, over the memory in which tfjs keeps its tensors. */

/** A byte offset in tfjs's memory. */
export type Address = number;

/** What the binaries export; documented where they are written, in `assembly/`. */
export interface NativeKernels {
  /** Bytes that all threads share, and that each needs for itself. */
  readonly controlBytes: WebAssembly.Global;
  readonly scratchBytes: WebAssembly.Global;
  start(control: Address, scratch: Address, helpers: number): void;
  help(): void;

  product(plan: Address, a: Address, packed: Address, c: Address): void;
  packRows(source: Address, stride: number, depth: number, columns: number, packed: Address): void;
  packColumns(
    source: Address,
    offsets: Address,
    runs: number,
    length: number,
    panels: number,
    packed: Address,
  ): void;
  padImage(
    source: Address,
    target: Address,
    batch: number,
    height: number,
    width: number,
    pixelBytes: number,
    top: number,
    left: number,
    paddedHeight: number,
    paddedWidth: number,
  ): void;
  biasActivation(
    x: Address,
    bias: Address,
    y: Address,
    rows: number,
    columns: number,
    activation: number,
    slope: number,
  ): void;
  biasActivationGradient(
    dy: Address,
    y: Address,
    dx: Address,
    dbias: Address,
    rows: number,
    columns: number,
    activation: number,
    slope: number,
  ): void;
  batchNorm(
    x: Address,
    gamma: Address,
    beta: Address,
    y: Address,
    mean: Address,
    variance: Address,
    rows: number,
    columns: number,
    epsilon: number,
    relu: number,
  ): void;
  batchNormGradient(
    dy: Address,
    x: Address,
    y: Address,
    gamma: Address,
    mean: Address,
    variance: Address,
    dx: Address,
    dGamma: Address,
    dBeta: Address,
    rows: number,
    columns: number,
    epsilon: number,
  ): void;
  sumPlacesTransposed(
    source: Address,
    places: Address,
    target: Address,
    targets: number,
    rows: number,
    columns: number,
  ): void;
  adam(
    x: Address,
    g: Address,
    m: Address,
    v: Address,
    count: number,
    beta1: number,
    beta2: number,
    rate: number,
    correction: number,
    epsilon: number,
  ): void;
  moveTowards(x: Address, value: Address, count: number, rate: number): void;
}

/**
 * The binary for a memory of this kind and this engine, as tools/build-kernels.mjs names it.
 *
 * @throws in Japanese if the engine has no SIMD at all
 */
export function binaryName(memory: 'plain' | 'shared'): string {
  if (!validates(simdInstructions)) {
    throw new Error('このブラウザのWebAssemblyではSIMD命令が使えません。');
  }
  const instructions = validates(relaxedInstructions) ? 'relaxed' : 'simd';
  return `${memory}-${instructions}.wasm`;
}

/** What is done about threads that get stuck. */
export interface ThreadWatch {
  /** After so many seconds in which none of them has finished anything; throws to give a kernel up. */
  onStuck: (seconds: number) => void;
}

/** Bind a compiled binary to tfjs's memory. */
export async function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  watch: ThreadWatch = { onStuck: () => undefined },
): Promise<NativeKernels> {
  const stuck = (seconds: number) => {
    watch.onStuck(seconds);
  };
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort, stuck } });
  return exports as unknown as NativeKernels;
}

export function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}

function abort(): never {
  throw new Error('a compiled kernel gave up');
}

/** i32.const 0, i8x16.splat, drop */
const simdInstructions = [0x41, 0, 0xfd, 0x0f, 0x1a];
/** Three splats, f32x4.relaxed_madd, drop */
const splat = [0x41, 0, 0xfd, 0x0f];
const relaxedInstructions = [...splat, ...splat, ...splat, 0xfd, 0x85, 0x02, 0x1a];

/** Whether the engine knows these instructions, asked with a module whose one function they are. */
function validates(instructions: readonly number[]): boolean {
  const body = [0, ...instructions, 0x0b];
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const types = [1, 4, 1, 0x60, 0, 0];
  const functions = [3, 2, 1, 0];
  const code = [10, body.length + 2, 1, body.length, ...body];
  return WebAssembly.validate(new Uint8Array([...header, ...types, ...functions, ...code]));
}
