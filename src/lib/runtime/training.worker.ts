/** The worker that trains: a {@link Session} on this browser's backends and the site's files. */
import { expose } from 'comlink';
import { onDeviceLost } from '../backends/device-loss';
import { mnistFromIdxFiles } from '../data/idx';
import type { MnistDataset } from '../data/mnist';
import { fetchShippedMnist } from './mnist-file';
import { activateMeasuredBackend } from './measured-backend';
import type { MnistSource } from './protocol';
import { Session } from './session';
import { fetchShippedModel } from './shipped-model';

async function loadImages(source: MnistSource): Promise<MnistDataset> {
  if (source.kind === 'files') return mnistFromIdxFiles(source.files);
  return fetchShippedMnist();
}

expose(
  new Session({
    activateBackend: activateMeasuredBackend,
    loadImages,
    loadClassifier: () => fetchShippedModel('digit-classifier'),
    onDeviceLost,
  }),
);
