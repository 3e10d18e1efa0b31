/** The worker that trains small GANs, on the backend that is fastest for them. */
import * as tf from '@tensorflow/tfjs';
import { expose } from 'comlink';
import { installCpuKernels } from '../../backends/cpu/install';
import { ToySession } from './session';

async function activateBackend(): Promise<void> {
  await tf.setBackend('cpu');
  installCpuKernels();
}

expose(new ToySession({ activateBackend }));
