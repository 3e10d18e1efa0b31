/** The lookups in the site's worker: on WebAssembly where it can be had, with the site's files. */
import { activateBackend } from '../backends/activate';
import { wasmAssets } from '../backends/wasm-assets';
import { openGeneratorKeep } from '../storage/kept-generator';
import { fetchShippedMnist } from '../storage/mnist-file';
import { fetchModelFile, fetchShippedModel, fetchShippedWeights } from '../storage/shipped-model';
import { ClassMap } from './class-map';
import { LatentSpace } from './latent-space';
import { Refining } from './refining';
import { Scoring } from './scoring';
import { StackganLookup } from './stackgan';

async function activate(): Promise<void> {
  // As training does where a page may not use it.
  await activateBackend('wasm', wasmAssets).catch(() => activateBackend('cpu', wasmAssets));
}

export function createLatentSpace(): LatentSpace {
  return new LatentSpace({
    activateBackend: activate,
    loadShipped: fetchShippedModel,
    loadKept: async () => (await openGeneratorKeep()).load(),
  });
}

export function createClassMap(): ClassMap {
  return new ClassMap({
    activateBackend: activate,
    loadClassifier: () => fetchShippedModel('digit-classifier'),
    loadDigits: fetchShippedMnist,
  });
}

export function createScoring(): Scoring {
  return new Scoring({
    activateBackend: activate,
    loadNetwork: fetchShippedModel,
    loadFile: fetchModelFile,
    loadDigits: fetchShippedMnist,
  });
}

export function createRefining(): Refining {
  return new Refining({
    activateBackend: activate,
    loadClassifier: () => fetchShippedModel('digit-classifier'),
    loadWeights: fetchShippedWeights,
  });
}

export function createStackgan(): StackganLookup {
  return new StackganLookup({ activateBackend: activate, loadWeights: fetchShippedWeights });
}
