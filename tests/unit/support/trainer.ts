import type { MnistDataset } from '@lib/data/mnist';
import { family } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { SavedNetwork } from '@lib/nn/network';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import type { Metrics } from '@lib/training/trainer';
import { settings } from './settings';
import { noiseDataset } from './tiny-mnist';

type DcganTrainer = AdversarialTrainer<DcganLane>;

const made: DcganTrainer[] = [];

/** The DCGAN in training with batches of two, which the plain CPU backend is far too slow for. */
export function createTrainer(
  changed: Partial<DcganLane> = {},
  digits: MnistDataset = noiseDataset(7),
): DcganTrainer {
  const lane = { ...settings, ...changed };
  const trainer = new AdversarialTrainer({ family, settings: lane, data: { digits } });
  made.push(trainer);
  return trainer;
}

export function disposeTrainers(): void {
  for (const trainer of made.splice(0)) trainer.dispose();
}

export async function train(trainer: DcganTrainer, steps: number): Promise<Metrics[]> {
  const metrics = [];
  for (let i = 0; i < steps; i++) metrics.push(await trainer.train());
  return metrics;
}

/** Images for noise that stays the same, as bytes. */
export function samplesOf(trainer: DcganTrainer, count = 4): Promise<Uint8Array> {
  return trainer.picture({ kind: 'bytes', count }) as Promise<Uint8Array>;
}

export async function saveWeights({ networks }: DcganTrainer) {
  const entries = Object.entries(networks).map(
    async ([name, network]) => [name, await network.save()] as const,
  );
  return Object.fromEntries(await Promise.all(entries)) as Record<string, SavedNetwork>;
}

/** As a session does it. */
export function loadWeights(
  trainer: DcganTrainer,
  saved: Readonly<Record<string, SavedNetwork>>,
): void {
  trainer.load(saved);
}

/** A network's weights and moments in a state, told apart by the prefix of their names. */
export async function arraysOf(trainer: DcganTrainer, prefix = '') {
  const { arrays } = await trainer.state();
  return Object.fromEntries(Object.entries(arrays).filter(([name]) => name.startsWith(prefix)));
}

/** Whether two sets of arrays hold the same numbers; quick, where `toEqual` on millions is not. */
export function isSame(
  a: Readonly<Record<string, Float32Array>>,
  b: Readonly<Record<string, Float32Array>>,
): boolean {
  const bytes = (array: Float32Array | undefined) =>
    Buffer.from(array?.buffer ?? new ArrayBuffer(0));
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => bytes(a[name]).equals(bytes(b[name])))
  );
}
