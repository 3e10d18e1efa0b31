/** Networks whose last part the reader can count, and how their sizes become a head. */
import {
  type ConvolutionSpec,
  convolutionParameters,
  type Head,
} from '@lib/inspection/head-parameters';
import { chosenPreset, type Preset } from '../kit/presets';
import { type SharedValues, sharedValues } from '../kit/share-link';
import type { HeadSettings } from './settings';

/** A head and the trained numbers of the layers before it. */
export interface KnownNetwork {
  readonly label: string;
  readonly head: Head;
  readonly before: number;
  readonly isAveraged: boolean;
}

/** AlexNet's five convolutions; three of them see half of the channels (Krizhevsky et al. 2012). */
const alexnet: readonly ConvolutionSpec[] = [
  { kernelSize: 11, inputs: 3, outputs: 96 },
  { kernelSize: 5, inputs: 96, outputs: 256, groups: 2 },
  { kernelSize: 3, inputs: 256, outputs: 384 },
  { kernelSize: 3, inputs: 384, outputs: 384, groups: 2 },
  { kernelSize: 3, inputs: 384, outputs: 256, groups: 2 },
];

/** VGG's configuration D, all 3×3 (Simonyan & Zisserman 2014). */
const vgg = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
  .map((outputs, i, all) => ({ kernelSize: 3, inputs: all[i - 1] ?? 0, outputs }))
  .slice(1);

const units = [4096, 4096, 1000];

/** This project's own are those of models/dcgan and models/digit-classifier, which a page does not load for this. */
export const knownNetworks: Readonly<Record<string, KnownNetwork>> = {
  alexnet: {
    label: 'AlexNet',
    head: { rows: 6, columns: 6, channels: 256, units },
    before: total(alexnet),
    isAveraged: false,
  },
  vgg: {
    label: 'VGG（16層）',
    head: { rows: 7, columns: 7, channels: 512, units },
    before: total(vgg),
    isAveraged: false,
  },
  discriminator: {
    label: 'このサイトの識別器',
    head: { rows: 5, columns: 5, channels: 128, units: [256, 1] },
    before: 206_592,
    isAveraged: false,
  },
  classifier: {
    label: 'このサイトの数字の分類器',
    head: { rows: 7, columns: 7, channels: 64, units: [10] },
    before: 130_400,
    isAveraged: true,
  },
};

export const networkPresets: Readonly<Record<string, Preset>> = Object.fromEntries(
  Object.entries(knownNetworks).map(([name, { label, head }]) => [
    name,
    { label, values: sharedValues({ ...settingsOf(head) }) },
  ]),
);

/** The sizes in the form; a hidden layer of no units is none. */
export function headOf(settings: HeadSettings): Head {
  const { rows, columns, channels, hidden1, hidden2, classes } = settings;
  return { rows, columns, channels, units: [...[hidden1, hidden2].filter(Boolean), classes] };
}

/** The network that has just the sizes of the form. */
export function networkOf(draft: SharedValues): KnownNetwork | null {
  return knownNetworks[chosenPreset(networkPresets, draft) ?? ''] ?? null;
}

/** The form's sizes for a head of at most two hidden layers. */
function settingsOf({ rows, columns, channels, units: all }: Head): HeadSettings {
  const [hidden1 = 0, hidden2 = 0] = all.slice(0, -1);
  return { rows, columns, channels, hidden1, hidden2, classes: all.at(-1) ?? 1 };
}

function total(convolutions: readonly ConvolutionSpec[]): number {
  return convolutions.reduce((sum, spec) => sum + convolutionParameters(spec), 0);
}
