/** The settings of the GAN of perceptrons as its form and its links have them. */
import type { SettingsOf } from '@lib/controls';
import type { DcganSettings, DcganVariant } from '@lib/runtime/protocol';
import { dcganControls, type Draft, draftOf, presets } from '../dcgan/controls';
import { speedControl, type SpeedName } from '../shared/speed';

/** What both cells train by has one declaration; only the defaults are this network's own. */
export const mlpControls = {
  discriminatorLearningRate: { ...dcganControls.discriminatorLearningRate, default: 1e-3 },
  generatorLearningRate: { ...dcganControls.generatorLearningRate, default: 1e-3 },
  batchSize: { ...dcganControls.batchSize, default: 16 },
  dropout: {
    type: 'choice',
    label: '識別器のドロップアウト',
    help: '学習のたびに識別器の入力と中間層の一部を無作為に0にします。',
    options: [
      { value: 'on', label: 'あり' },
      { value: 'off', label: 'なし' },
    ],
    default: 'on',
  },
  seed: { ...dcganControls.seed, default: 1 },
  speed: speedControl,
} as const;

export type MlpSettings = SettingsOf<typeof mlpControls>;
export type Dropout = MlpSettings['dropout'];

/** Settings that the runtime of the DCGAN has too. */
export const trainedNames = [
  'discriminatorLearningRate',
  'generatorLearningRate',
  'batchSize',
  'seed',
] as const;
export type TrainedName = (typeof trainedNames)[number];

/** More than anyone waits for: a run ends when the reader ends it. */
const epochs = 1000;

/** All that the runtime needs, as its form would hold it. */
export function draftFor(settings: Pick<MlpSettings, TrainedName>): Draft {
  const own = Object.fromEntries(trainedNames.map((name) => [name, settings[name]]));
  return draftOf({ ...presets.paper.settings, epochs, ...own } as DcganSettings);
}

export function variantOf(dropout: Dropout): DcganVariant {
  return { network: 'mlp', discriminatorDropout: dropout === 'on' };
}

/** The speeds that make a difference to networks of this size. */
export const speedNames: readonly SpeedName[] = ['slow', 'full'];
