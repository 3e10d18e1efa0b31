import { heldOutCount, splitSeed } from '@lib/data/digit-split';
import { splitImages } from '@lib/data/low-resolution';
import type { Family } from '@lib/models/family';
import { family, pretrainingOf, type SrganSettings } from '@lib/models/srgan';
import { createSrganGenerator } from '@lib/models/srgan-networks';
import type { Network } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { Random } from '@lib/random';
import { readShippedNetwork } from '@lib/storage/quantised-weights';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { EnlargementMeter } from './enlargement-meter';
import { loadFamilyData } from './family-data';
import { filesIn, shipNetwork } from './shipped-model';

export interface SrganRun {
  readonly settings: SrganSettings;
  /** Where the networks go, below the project's folder. */
  readonly out: string;
  /** As the reader would type it. */
  readonly command: string;
  /** Rounds between two measurements. */
  readonly report: number;
  /** After which it ends, wherever it is. */
  readonly minutes: number;
}

type Name = 'srresnet' | 'generator';

/** A network of a run that has been written, its weights dequantised. */
export async function loadSrganGenerator(folder: string): Promise<Network> {
  const generator = createSrganGenerator(new Random(0));
  loadNetworks({ generator }, { generator: await readShippedNetwork(filesIn(folder)) });
  return generator;
}

/** Train SRResNet and SRGAN on the active backend, and write them with an account of each. */
export async function trainSrgan({ settings, report, minutes, ...run }: SrganRun): Promise<void> {
  const data = await loadFamilyData(family as Family<unknown>, [settings]);
  const meter = await EnlargementMeter.prepare(splitImages(data.digits).heldOut);
  const trainer = new AdversarialTrainer<SrganSettings>({
    family: family as Family<SrganSettings>,
    settings,
    data,
  });
  const pretraining = pretrainingOf(settings);
  const last = pretraining + settings.rounds;
  const seconds = { srresnet: 0, generator: 0 };
  const course: Record<Name, object[]> = { srresnet: [], generator: [] };
  const until = performance.now() + 60_000 * minutes;
  while (trainer.step < last && performance.now() < until) {
    const name = trainer.step < pretraining ? 'srresnet' : 'generator';
    const began = performance.now();
    const metrics = await trainer.train();
    seconds[name] += (performance.now() - began) / 1000;
    const { step } = metrics;
    if (step % report !== 0 && step !== last && step !== pretraining) continue;
    const { contentGradient = NaN, adversarialGradient = NaN } = metrics;
    const ratio =
      name === 'srresnet' ? {} : { gradientRatio: adversarialGradient / contentGradient };
    const quality = await meter.measure(trainer.networks[name] as Network);
    course[name].push({ step, ...ratio, ...quality });
    console.log(
      name,
      Math.round(seconds[name]),
      JSON.stringify({ ...ratio, ...quality, ...metrics }),
    );
  }
  const { count } = splitImages(data.digits).training;
  const account = {
    command: run.command,
    settings,
    split: { seed: splitSeed, training: count, heldOut: heldOutCount },
  };
  for (const name of ['srresnet', 'generator', 'discriminator'] as const) {
    const learned = name === 'srresnet' ? 'srresnet' : 'generator';
    await shipNetwork(`${run.out}/${name}`, trainer.networks[name] as Network, {
      ...account,
      trainingSeconds: Math.round(seconds[learned]),
      ...(name === 'discriminator' ? {} : { course: course[learned] }),
    });
    if (name === 'discriminator') continue;
    const quality = await meter.measure(await loadSrganGenerator(`${run.out}/${name}`));
    console.log(name, 'as written', JSON.stringify(quality));
  }
  trainer.dispose();
}
