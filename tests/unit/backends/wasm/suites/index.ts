import { adamSuite } from './adam';
import { conv2dSuite } from './conv2d';
import { fusedSuite } from './fused';
import { matMulSuite } from './mat-mul';

/** Every kernel of ours against tfjs's own of the CPU backend; WASM must have been activated. */
export function kernelSuites(): void {
  matMulSuite();
  conv2dSuite();
  fusedSuite();
  adamSuite();
}
