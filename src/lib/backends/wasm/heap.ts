import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs';
import type { Address, NativeKernels } from './native';

/** What a kernel of ours works with. */
export interface KernelTools {
  readonly heap: Heap;
  readonly native: NativeKernels;
}

/** What Emscripten's module object has beside what tfjs declares of it. */
interface EmscriptenModule {
  _malloc(bytes: number): number;
  _free(address: Address): void;
  /** The build with threads makes its memory; the others export it. */
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm?: { readonly memory?: WebAssembly.Memory };
}

/** The memory of tfjs's WASM backend: its tensors, and room for what is no tensor. */
export class Heap {
  constructor(private readonly backend: BackendWasm) {}

  get memory(): WebAssembly.Memory {
    const memory = this.module.wasmMemory ?? this.module.asm?.memory;
    if (!memory) throw new Error('the memory of tfjs was not found');
    return memory;
  }

  address({ dataId }: TensorInfo): Address {
    return this.backend.dataIdMap.get(dataId).memoryOffset;
  }

  /**
   * Must be called after a tensor was changed in place: tfjs's own kernels keep weights that they
   * once packed for XNNPACK by the tensor's number, and would go on with the old ones.
   */
  changed({ dataId, shape }: TensorInfo): void {
    const { id, memoryOffset } = this.backend.dataIdMap.get(dataId);
    const { disposeData, registerTensor } = this.backend.wasm.tfjs;
    // The C++ side's record only; the memory itself is freed elsewhere.
    disposeData(id);
    registerTensor(
      id,
      shape.reduce((size, length) => size * length, 1),
      memoryOffset,
    );
  }

  /** A float tensor with whatever its memory held before. */
  tensor(shape: readonly number[]): TensorInfo {
    return this.backend.makeOutput([...shape], 'float32');
  }

  /** Another tensor on the same data. */
  reshaped(tensor: TensorInfo, shape: readonly number[]): TensorInfo {
    this.backend.incRef(tensor.dataId);
    return { dataId: tensor.dataId, shape: [...shape], dtype: tensor.dtype };
  }

  /** Room for bytes, with whatever they held before; throws in Japanese if there is none. */
  take(bytes: number): Address {
    return this.module._malloc(Math.max(bytes, 16));
  }

  give(address: Address): void {
    this.module._free(address);
  }

  /** Run with room for some bytes that is given back afterwards. */
  with<Result>(bytes: number, use: (address: Address) => Result): Result {
    const address = this.take(bytes);
    try {
      return use(address);
    } finally {
      this.give(address);
    }
  }

  /** Keep integers in memory until they are given back. */
  store(values: Int32Array): Address {
    const address = this.take(values.byteLength);
    new Int32Array(this.memory.buffer, address, values.length).set(values);
    return address;
  }

  private get module(): EmscriptenModule {
    return this.backend.wasm as unknown as EmscriptenModule;
  }
}
