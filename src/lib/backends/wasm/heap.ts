import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs';
import type { Address } from './native';

/** Tensors of tfjs's WASM backend as places in its memory. */
export class Heap {
  constructor(private readonly backend: BackendWasm) {}

  get memory(): WebAssembly.Memory {
    // Emscripten's module object: the build with threads makes the memory, the others export it.
    const module = this.backend.wasm as unknown as {
      wasmMemory?: WebAssembly.Memory;
      asm?: { memory?: WebAssembly.Memory };
    };
    const memory = module.wasmMemory ?? module.asm?.memory;
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
  allocate(shape: readonly number[]): TensorInfo {
    return this.backend.makeOutput([...shape], 'float32');
  }
}
