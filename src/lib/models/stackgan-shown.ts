/** What a cell sees of a run of {@link ./stackgan.ts}. */
import * as tf from '@tensorflow/tfjs';
import type { SlotShares } from '../metrics/caption-match';
import type { Network } from '../nn/network';
import { embed } from './caption-encoder';
import type { Lane, Watch } from './family';
import type { StackganSettings } from './stackgan-settings';
import type { DrawnBirds } from './stackgan-draw';
import {
  drawCaptions,
  drawClaims,
  judgedNetworks,
  type JudgedNetworks,
  judgeStages,
} from './stackgan-judge';
import { conditionOf } from './stackgan-networks';

/** How many pictures are shown. */
export interface StackganView {
  readonly count: number;
}

export interface StackganInfo {
  /** Captions of combinations held out, those of the pictures. */
  readonly captions: readonly string[];
}

/** What is measured now and then. */
export interface StackganMatch {
  /** By slot, the share of pictures that show what a caption held out states. */
  readonly one: SlotShares;
  /** `null` before Stage-II has learned anything. */
  readonly two: SlotShares | null;
  /** The same of Stage-II where it is told another caption than Stage-I. */
  readonly following: SlotShares | null;
  /** The variance of μ over captions, its mean over dimensions, of the stage that learns. */
  readonly variance: number;
}

const shownSeed = 3;
const mostShown = 6;
const judgedCount = 40;

export const stackganInfo = (): StackganInfo => ({
  captions: drawClaims({ count: mostShown, seed: shownSeed, heldOut: true }).captions,
});

/** Always of the same captions and the same chance. */
export function shownBirds(
  networks: Readonly<Record<string, Network>>,
  { isAugmented }: StackganSettings,
  { count }: StackganView,
): Promise<DrawnBirds> {
  const { captions } = stackganInfo();
  return drawCaptions(judgedNetworks(networks), captions.slice(0, count), {
    seed: shownSeed,
    isAugmented,
  });
}

/** How well the pictures fit their captions. */
export const matchWatch = (
  stageOf: (lane: Lane) => 1 | 2,
  hasStageTwo: (lane: Lane) => boolean,
): Watch<StackganMatch> => ({
  pacing: { interval: 6000, share: 0.1 },
  isShownAtRest: true,
  async look([lane]) {
    if (!lane) return null;
    const networks = judgedNetworks(lane.networks);
    const { isAugmented } = lane.settings as StackganSettings;
    const options = { count: judgedCount, seed: 7, heldOut: true, isAugmented };
    const { one, two, following } = await judgeStages(networks, options);
    const variance = await varianceOfMean(networks, `generator${stageOf(lane)}`);
    return hasStageTwo(lane)
      ? { one, two, following, variance }
      : { one, two: null, following: null, variance };
  },
});

async function varianceOfMean(
  networks: JudgedNetworks,
  name: 'generator1' | 'generator2',
): Promise<number> {
  const { captions } = drawClaims({ count: judgedCount, seed: 7, heldOut: true });
  const variance = tf.tidy(() => {
    const { mean } = conditionOf(networks[name], embed(networks.encoder, captions), {
      mode: 'inference',
    });
    return tf.moments(mean, 0).variance.mean();
  });
  const [value = NaN] = await variance.data();
  variance.dispose();
  return value;
}
