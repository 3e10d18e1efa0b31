/** The lookups in the site's worker: on WebAssembly, with the site's files. */
import { activateBackend } from '../backends/activate';
import { wasmAssets } from '../backends/wasm-assets';
import { openGeneratorKeep } from '../storage/kept-generator';
import { fetchShippedMnist } from '../storage/mnist-file';
import { fetchModelFile, fetchShippedModel } from '../storage/shipped-model';
import { ClassMap } from './class-map';
import { LatentSpace } from './latent-space';
import { Scoring } from './scoring';

async function activateWasm(): Promise<void> {
  await activateBackend('wasm', wasmAssets);
}

export function createLatentSpace(): LatentSpace {
  return new LatentSpace({
    activateBackend: activateWasm,
    loadShipped: fetchShippedModel,
    loadKept: async () => (await openGeneratorKeep()).load(),
  });
}

export function createClassMap(): ClassMap {
  return new ClassMap({
    activateBackend: activateWasm,
    loadClassifier: () => fetchShippedModel('digit-classifier'),
    loadDigits: fetchShippedMnist,
  });
}

export function createScoring(): Scoring {
  return new Scoring({
    activateBackend: activateWasm,
    loadNetwork: fetchShippedModel,
    loadFile: fetchModelFile,
    loadDigits: fetchShippedMnist,
  });
}
