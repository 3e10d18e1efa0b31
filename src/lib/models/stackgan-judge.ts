/** How well the two stages of {@link ./stackgan.ts} draw what captions say that no bird to learn from fits. */
import * as tf from '@tensorflow/tfjs';
import { createBirds, enlargeBirds } from '../data/birds';
import type { BirdAttributes } from '../data/bird-words';
import { writeCaption } from '../data/captions';
import {
  type Claim,
  followingSecond,
  type Repairs,
  repairs,
  slotAccuracies,
  type SlotShares,
} from '../metrics/caption-match';
import type { Network } from '../nn/network';
import type { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import { concatenate } from '../data/concatenate';
import { readBirds } from './bird-classifier';
import { embed } from './caption-encoder';
import { averaged } from './family';
import { type DrawnBirds, drawWishes, wishFor } from './stackgan-draw';

export interface JudgedNetworks {
  readonly encoder: StraightNetwork;
  readonly classifier: Network;
  readonly generator1: Network;
  readonly generator2: Network;
}

export interface JudgeOptions {
  readonly count: number;
  readonly seed: number;
  /** Of combinations that were learned from, or of those held out. */
  readonly heldOut: boolean;
  /** Whether ĉ is drawn; else it is μ. */
  readonly isAugmented: boolean;
}

export interface Judgement {
  /** Shares of captions whose picture shows what they state, by slot. */
  readonly one: SlotShares;
  readonly two: SlotShares;
  readonly repairs: Repairs;
  /** Shares that follow the second caption, where the stages are given different ones. */
  readonly following: SlotShares;
}

/** The networks of a run, with the average of Stage-II's weights where one is kept. */
export function judgedNetworks(networks: Readonly<Record<string, Network>>): JudgedNetworks {
  const generator2 = averaged(networks, 'generator2');
  return { ...networks, generator2 } as unknown as JudgedNetworks;
}

/** Both stages on the same captions, and on two captions at once. */
export async function judgeStages(
  networks: JudgedNetworks,
  options: JudgeOptions,
): Promise<Judgement> {
  const { captions, claims } = drawClaims(options);
  const birds = claims.map(({ said }) => said);
  const plain = await readDrawn(networks, await drawCaptions(networks, captions, options));
  // Stage-II is told the next one's caption.
  const mixed = await drawCaptions(networks, captions, options, rotated(captions));
  const seen = await readBirds(networks.classifier, mixed.large);
  return {
    one: slotAccuracies(claims, plain.one),
    two: slotAccuracies(claims, plain.two),
    repairs: repairs(claims, plain.one, plain.two),
    following: followingSecond(birds, rotated(claims), seen),
  };
}

/** Captions and what they claim, the same for the same seed. */
export function drawClaims(options: Pick<JudgeOptions, 'count' | 'seed' | 'heldOut'>) {
  const random = new Random(options.seed).fork('captions');
  const drawn = createBirds(options).map(({ attributes: said }) => {
    const { text, states } = writeCaption(said, random);
    return { text, claim: { said, states } satisfies Claim };
  });
  return { captions: drawn.map(({ text }) => text), claims: drawn.map(({ claim }) => claim) };
}

/** What the classifier sees in both stages' pictures, Stage-I's enlarged. */
export async function readDrawn(
  { classifier }: Pick<JudgedNetworks, 'classifier'>,
  { small, large }: DrawnBirds,
): Promise<{ one: BirdAttributes[]; two: BirdAttributes[] }> {
  return {
    one: await readBirds(classifier, enlargeBirds(small)),
    two: await readBirds(classifier, large),
  };
}

/** Captions at a time; bounds the memory that it takes. */
const atOnce = 50;

/** Pictures of captions. @param second what Stage-II is told, if something else */
export async function drawCaptions(
  networks: JudgedNetworks,
  captions: readonly string[],
  { seed, isAugmented }: Pick<JudgeOptions, 'seed' | 'isAugmented'>,
  second = captions,
): Promise<DrawnBirds> {
  const random = new Random(seed).fork('chance');
  const parts: DrawnBirds[] = [];
  for (let i = 0; i < captions.length; i += atOnce) {
    const [one, two] = [captions, second].map((all) =>
      embed(networks.encoder, all.slice(i, i + atOnce)),
    ) as [tf.Tensor2D, tf.Tensor2D];
    const wish = wishFor(one, random, { isAugmented });
    parts.push(await drawWishes(networks, { ...wish, embeddings: [one, two] }));
    tf.dispose([one, two, wish.noise, ...(wish.epsilons ?? [])]);
  }
  const together = (of: 'small' | 'large') => concatenate(parts.map((part) => part[of]));
  return { small: together('small'), large: together('large') };
}

const rotated = <Item>(items: readonly Item[]) => [...items.slice(1), ...items.slice(0, 1)];
