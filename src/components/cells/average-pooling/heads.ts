/** Networks whose last part the reader can count, and how their sizes become a head. */
import {
  type ConvolutionSpec,
  convolutionParameters,
  type Head,
} from '@lib/inspection/head-parameters';
import type { NetworkHead } from '@lib/inspection/network-head';
import type { HeadSettings } from './settings';

export const networkNames = ['alexnet', 'vgg', 'discriminator', 'classifier'] as const;
export type NetworkName = (typeof networkNames)[number];

export const networkLabels: Readonly<Record<NetworkName, string>> = {
  alexnet: 'AlexNet',
  vgg: 'VGG（16層）',
  discriminator: 'このサイトの識別器',
  classifier: 'このサイトの数字の分類器',
};

/** This project's own networks, read from their layers when the page is built. */
export interface OwnNetworks {
  readonly discriminator: NetworkHead;
  readonly classifier: NetworkHead;
}

/** A head and the trained numbers of the layers before it. */
export interface KnownNetwork {
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

/** All networks that there are sizes of. */
export function knownNetworks(own: OwnNetworks): Readonly<Record<NetworkName, KnownNetwork>> {
  return {
    alexnet: {
      head: { rows: 6, columns: 6, channels: 256, units },
      before: total(alexnet),
      isAveraged: false,
    },
    vgg: {
      head: { rows: 7, columns: 7, channels: 512, units },
      before: total(vgg),
      isAveraged: false,
    },
    discriminator: known(own.discriminator),
    classifier: known(own.classifier),
  };
}

/** The sizes in the form; a hidden layer of no units is none. */
export function headOf(settings: HeadSettings): Head {
  const { rows, columns, channels, hidden1, hidden2, classes } = settings;
  return { rows, columns, channels, units: [...[hidden1, hidden2].filter(Boolean), classes] };
}

/** The form's sizes for a head of at most two hidden layers. */
export function settingsOf({ rows, columns, channels, units: all }: Head): HeadSettings {
  const [hidden1 = 0, hidden2 = 0] = all.slice(0, -1);
  return { rows, columns, channels, hidden1, hidden2, classes: all.at(-1) ?? 1 };
}

/** The network that has just these sizes. */
export function networkOf(
  settings: HeadSettings,
  networks: Readonly<Record<NetworkName, KnownNetwork>>,
): NetworkName | 'custom' {
  const head = JSON.stringify(headOf(settings));
  return networkNames.find((name) => JSON.stringify(networks[name].head) === head) ?? 'custom';
}

function total(convolutions: readonly ConvolutionSpec[]): number {
  return convolutions.reduce((sum, spec) => sum + convolutionParameters(spec), 0);
}

function known({ head, parameters, isAveraged }: NetworkHead): KnownNetwork {
  return { head, before: parameters.all - parameters.head, isAveraged };
}
