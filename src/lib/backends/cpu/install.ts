import { registerAdamUpdate } from './kernels/adam-update';
import { registerMlp } from './kernels/mlp';
import { registerMlpGradient } from './kernels/mlp-gradient';
import { registerMlpTangent } from './kernels/mlp-tangent';

/**
 * Give tfjs's CPU backend the kernels of `kernels/`: with them, small networks train faster there
 * than on any other backend. Later calls do nothing.
 */
export function installCpuKernels(): void {
  registerMlp();
  registerMlpGradient();
  registerMlpTangent();
  registerAdamUpdate();
}
