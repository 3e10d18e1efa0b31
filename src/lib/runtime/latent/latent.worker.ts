/** The worker that draws from the space of z, on WebAssembly. */
import { expose } from 'comlink';
import { activateBackend } from '../../backends/activate';
import { openGeneratorKeep } from '../../storage/kept-generator';
import { fetchShippedModel } from '../shipped-model';
import { wasmAssets } from '../wasm-assets';
import { LatentSession } from './session';

expose(
  new LatentSession({
    async activateBackend() {
      await activateBackend('wasm', wasmAssets);
    },
    loadShipped: fetchShippedModel,
    loadKept: async () => (await openGeneratorKeep()).load(),
  }),
);
