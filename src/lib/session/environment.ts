/** What a session in the site's worker stands on: the browser's backends and the site's files. */
import { onDeviceLost } from '../backends/device-loss';
import { activateMeasuredBackend, forgetMeasurements } from '../backends/measured-backend';
import type { BackendName } from '../backends/report';
import { ChosenDigits } from '../data/chosen-digits';
import type { MnistDataset } from '../data/mnist';
import { fetchShippedMnist } from '../storage/mnist-file';
import { fetchShippedModel, fetchShippedWeights } from '../storage/shipped-model';
import type { DataSource } from './protocol';
import { Session } from './session';

let shipped: Promise<MnistDataset> | null = null;
const chosen = new ChosenDigits();

function loadData(source: DataSource): Promise<MnistDataset> {
  if (source.kind === 'files') return chosen.read(source.files);
  chosen.forget();
  shipped ??= fetchShippedMnist().catch((error: unknown) => {
    // A network that failed once may not fail again.
    shipped = null;
    throw error;
  });
  return shipped;
}

/** @param createProbe makes a worker that measures a backend */
export function createSession(createProbe: (backend: BackendName) => Worker): Session {
  return new Session({
    activateBackend: (requested) => activateMeasuredBackend(requested, createProbe),
    loadData,
    loadShipped: fetchShippedWeights,
    loadClassifier: () => fetchShippedModel('digit-classifier'),
    onDeviceLost(callback) {
      onDeviceLost((reason) => {
        void forgetMeasurements();
        callback(reason);
      });
    },
  });
}
