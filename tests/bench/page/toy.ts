/** The 2-D GAN in its worker, as a cell has it. */
import { startComputeWorker } from '@lib/compute';
import type { ToyView } from '@lib/models/toy-gan';
import type { ToySettings } from '@lib/models/toy-settings';
import { SessionClient } from '@lib/session/client';

/** GAN Lab's size: two hidden layers of 14 units in each network, 150 points a batch. */
const settings: ToySettings = {
  data: 'ring',
  noiseDimension: 2,
  noiseDistribution: 'gaussian',
  generatorLayers: 2,
  generatorWidth: 14,
  discriminatorLayers: 2,
  discriminatorWidth: 14,
  activation: 'relu',
  initialSpread: 1,
  loss: 'non-saturating',
  gradientPenalty: 0,
  optimizer: 'adam',
  discriminatorLearningRate: 1e-3,
  generatorLearningRate: 1e-3,
  momentum: 0.5,
  discriminatorSteps: 1,
  batchSize: 150,
  unrolledSteps: 0,
  unrolledLearningRate: 0.1,
  minibatch: 'none',
  seed: 1,
};

/** What is sent to be drawn: only numbers, or all pictures of the laboratory. */
const views: Record<'numbers' | 'pictures', ToyView | null> = {
  numbers: null,
  pictures: { points: 500, mapCells: 50, arrows: 100, latticeSteps: 20 },
};

/** Milliseconds of training before the measurement begins. */
const warmUp = 1000;

/** @returns full steps (one update of D, one of G) of each second */
export async function measureToy(view: keyof typeof views, seconds: number): Promise<number[]> {
  let step = 0;
  const client = new SessionClient({
    createWorker: () => startComputeWorker('session'),
    onEvent: (event) => {
      if (event.type === 'frame') step = event.step;
    },
  });
  const wait = (milliseconds: number) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));
  await client.open({
    family: 'toy-gan',
    lanes: [settings],
    view: views[view],
    watches: view === 'pictures' ? { comparison: null } : {},
    headStart: 0,
    backend: 'auto',
    source: { kind: 'shipped' },
    from: { kind: 'fresh' },
  });
  await client.start({ kind: 'full' });
  await wait(warmUp);
  const rates: number[] = [];
  for (let i = 0; i < seconds; i++) {
    const [before, began] = [step, performance.now()];
    await wait(1000);
    rates.push(((step - before) / (performance.now() - began)) * 1000);
  }
  client.dispose();
  return rates;
}
