/** The worker in which discriminators judge, on WebAssembly. */
import { expose } from 'comlink';
import { activateBackend } from '../../backends/activate';
import { fetchShippedMnist } from '../mnist-file';
import { fetchModelFile, fetchShippedModel } from '../shipped-model';
import { wasmAssets } from '../wasm-assets';
import { JudgingSession } from './session';

expose(
  new JudgingSession({
    async activateBackend() {
      await activateBackend('wasm', wasmAssets);
    },
    loadNetwork: fetchShippedModel,
    loadFile: fetchModelFile,
    loadDigits: fetchShippedMnist,
  }),
);
