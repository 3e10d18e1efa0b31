/** The 2-D GAN in its worker, as a cell has it. */
import { ToyClient } from '@lib/runtime/toy/client';
import type { ToyView } from '@lib/runtime/toy/protocol';
import type { ToySettings } from '@lib/training/toy-settings';

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
const views: Record<'numbers' | 'pictures', ToyView> = {
  numbers: { points: 0, mapCells: 0, arrows: 0, latticeSteps: 0, comparison: false },
  pictures: { points: 500, mapCells: 50, arrows: 100, latticeSteps: 20, comparison: true },
};

/** Milliseconds of training before the measurement begins. */
const warmUp = 1000;

/** @returns full steps (one update of D, one of G) of each second */
export async function measureToy(view: keyof typeof views, seconds: number): Promise<number[]> {
  let step = 0;
  const client = new ToyClient({
    onEvent: (event) => {
      if (event.type === 'frame') step = event.lanes[0]?.metrics.step ?? step;
    },
  });
  const wait = (milliseconds: number) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));
  await client.open({ lanes: [settings], view: views[view] });
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
