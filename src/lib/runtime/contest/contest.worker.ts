/** The worker that trains networks side by side: small ones on the CPU backend, DCGANs on WASM. */
import * as tf from '@tensorflow/tfjs';
import { expose } from 'comlink';
import { activateBackend } from '../../backends/activate';
import { installCpuKernels } from '../../backends/cpu/install';
import type { MnistDataset } from '../../data/mnist';
import { DigitContender } from '../../training/digit-contender';
import { RectifierContender, rectifierNames } from '../../training/rectifier-contender';
import { fetchShippedMnist } from '../mnist-file';
import { wasmAssets } from '../wasm-assets';
import type { ContestSettings } from './protocol';
import { ContestSession } from './session';

let digits: Promise<MnistDataset> | null = null;

async function createContenders(settings: ContestSettings) {
  if (settings.kind === 'plane') {
    await tf.setBackend('cpu');
    installCpuKernels();
    return rectifierNames.map((rectifier) => ({
      rectifier,
      contender: new RectifierContender(rectifier, settings),
    }));
  }
  digits ??= fetchShippedMnist();
  const dataset = await digits.catch((error: unknown) => {
    // A network that failed once may not fail again.
    digits = null;
    throw error;
  });
  await activateBackend('wasm', wasmAssets);
  return rectifierNames.map((rectifier) => ({
    rectifier,
    contender: new DigitContender({ rectifier, dataset, seed: settings.seed }),
  }));
}

expose(new ContestSession({ createContenders }));
