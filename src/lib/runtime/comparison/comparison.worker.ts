/** The worker that trains DCGANs side by side. */
import { expose } from 'comlink';
import { onDeviceLost } from '../../backends/device-loss';
import { activateMeasuredBackend } from '../measured-backend';
import { fetchShippedMnist } from '../mnist-file';
import { fetchShippedModel } from '../shipped-model';
import { ComparisonSession } from './session';

expose(
  new ComparisonSession({
    activateBackend: activateMeasuredBackend,
    loadImages: fetchShippedMnist,
    loadClassifier: () => fetchShippedModel('digit-classifier'),
    onDeviceLost,
  }),
);
