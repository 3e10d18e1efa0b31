/** The worker that looks into the digit classifier, on WebAssembly. */
import { expose } from 'comlink';
import { activateBackend } from '../../backends/activate';
import { fetchShippedMnist } from '../mnist-file';
import { fetchShippedModel } from '../shipped-model';
import { wasmAssets } from '../wasm-assets';
import { ActivationSession } from './session';

expose(
  new ActivationSession({
    async activateBackend() {
      await activateBackend('wasm', wasmAssets);
    },
    loadClassifier: () => fetchShippedModel('digit-classifier'),
    loadDigits: fetchShippedMnist,
  }),
);
