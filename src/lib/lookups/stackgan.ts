/** Draws birds from captions with the networks that the site ships. */
import * as tf from '@tensorflow/tfjs';
import type { BirdAttributes, Slot } from '../data/bird-words';
import { unknownWords } from '../data/caption-words';
import { nearestBirds, type NearBird } from '../metrics/nearest-birds';
import { createBirdClassifier } from '../models/bird-classifier';
import {
  createCaptionEncoder,
  embed,
  readCaptions,
  type SlotReading,
} from '../models/caption-encoder';
import { shippedName } from '../models/stackgan';
import { normalBatch } from '../models/stackgan-batches';
import { type DrawnBirds, drawWishes, type Wish } from '../models/stackgan-draw';
import { drawCaptions, drawClaims, type JudgedNetworks, readDrawn } from '../models/stackgan-judge';
import {
  conditionSize,
  createStageOneGenerator,
  createStageTwoGenerator,
  noiseSize,
} from '../models/stackgan-networks';
import type { Network, SavedNetwork } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import { Random } from '../random';
import { Sequence } from '../scheduling';

/** What each stage is told. */
export interface CaptionPair {
  readonly first: string;
  /** `null`: Stage-II is told nothing, its embedding is 0. */
  readonly second: string | null;
}

export interface DrawRequest extends CaptionPair {
  readonly seed: number;
  readonly count: number;
  /** What differs from picture to picture: z, or ĉ alone; or the way from one caption to the other. */
  readonly varies: 'noise' | 'condition' | 'caption';
  /** Whether ĉ is drawn; else it is μ. */
  readonly isAugmented: boolean;
}

/** What the encoder makes of a caption. */
export interface CaptionReading {
  readonly slots: Readonly<Record<Slot, SlotReading>>;
  /** Words that no caption to learn from had. */
  readonly unknown: readonly string[];
}

export interface DrawAnswer extends DrawnBirds {
  readonly count: number;
  readonly readings: readonly CaptionReading[];
  /** What the classifier sees in each picture. */
  readonly seen: {
    readonly one: readonly BirdAttributes[];
    readonly two: readonly BirdAttributes[];
  };
  /** Of every picture, where they were asked for. */
  readonly nearest: readonly (readonly NearBird[])[];
}

/** A picture in which Stage-II changed whether a slot is as said. */
export interface Changed {
  readonly caption: string;
  readonly slot: Slot;
  readonly said: number;
  readonly seen: readonly [number, number];
  readonly small: Uint8Array;
  readonly large: Uint8Array;
}

export interface GalleryAnswer {
  readonly captions: number;
  readonly mended: readonly Changed[];
  readonly broken: readonly Changed[];
}

/** What the worker offers through Comlink; all reject with an `Error` in Japanese. */
export interface StackganApi {
  open(): Promise<void>;
  draw(request: DrawRequest): Promise<DrawAnswer>;
  gallery(request: { seed: number; count: number; shown: number }): Promise<GalleryAnswer>;
}

export interface StackganEnvironment {
  /** Called before anything is computed. */
  activateBackend(): Promise<void>;
  /** A network that the site ships, to take weights from. */
  loadWeights(name: string): Promise<SavedNetwork>;
}

/** Nearest pictures to learn from that are shown of each. */
const nearestShown = 5;
const [smallBytes, largeBytes] = [16 * 16 * 3, 64 * 64 * 3];

/** The worker's side of the protocol. */
export class StackganLookup implements StackganApi {
  private readonly work = new Sequence();
  private networks: JudgedNetworks | null = null;

  constructor(private readonly environment: StackganEnvironment) {}

  open(): Promise<void> {
    return this.work.add(async () => {
      await this.environment.activateBackend();
      this.networks ??= await this.load();
    });
  }

  draw(request: DrawRequest): Promise<DrawAnswer> {
    return this.work.add(async () => {
      const networks = this.opened();
      const { first, second, count, varies } = request;
      const texts = second === null ? [first] : [first, second];
      const slots = await readCaptions(networks.encoder, texts);
      const wish = wishOf(networks, request);
      const drawn = await drawWishes(networks, wish);
      tf.dispose([wish.noise, ...wish.embeddings, ...(wish.epsilons ?? [])]);
      return {
        ...drawn,
        count,
        readings: texts.map((text, i) => ({
          slots: slots[i] as CaptionReading['slots'],
          unknown: unknownWords(text),
        })),
        seen: await readDrawn(networks, drawn),
        nearest: varies === 'caption' ? nearestBirds(drawn.large, nearestShown) : [],
      };
    });
  }

  gallery(request: { seed: number; count: number; shown: number }): Promise<GalleryAnswer> {
    return this.work.add(async () => {
      const networks = this.opened();
      const { captions, claims } = drawClaims({ ...request, heldOut: true });
      const drawn = await drawCaptions(networks, captions, { ...request, isAugmented: true });
      const seen = await readDrawn(networks, drawn);
      const changed = claims.flatMap(({ said, states }, i) =>
        states.map((slot): Changed & { readonly isMended: boolean; readonly isBroken: boolean } => {
          const [one = -1, two = -1] = [seen.one[i]?.[slot], seen.two[i]?.[slot]];
          return {
            caption: captions[i] ?? '',
            slot,
            said: said[slot],
            seen: [one, two],
            small: drawn.small.slice(i * smallBytes, (i + 1) * smallBytes),
            large: drawn.large.slice(i * largeBytes, (i + 1) * largeBytes),
            isMended: one !== said[slot] && two === said[slot],
            isBroken: one === said[slot] && two !== said[slot],
          };
        }),
      );
      const some = (which: 'isMended' | 'isBroken') =>
        changed.filter((one) => one[which]).slice(0, request.shown);
      return { captions: captions.length, mended: some('isMended'), broken: some('isBroken') };
    });
  }

  private opened(): JudgedNetworks {
    if (this.networks) return this.networks;
    throw new Error('ネットワークがまだありません。先に「実行」を押してください。');
  }

  private async load(): Promise<JudgedNetworks> {
    const random = new Random(0);
    const networks = {
      encoder: createCaptionEncoder(random),
      classifier: createBirdClassifier(random),
      generator1: createStageOneGenerator(random),
      generator2: createStageTwoGenerator(random),
    };
    const names = Object.keys(networks);
    const saved = await Promise.all(
      names.map((name) => this.environment.loadWeights(shippedName(name))),
    );
    const weights = names.map((name, i) => [name, saved[i] as SavedNetwork] as const);
    loadNetworks(networks as Record<string, Network>, Object.fromEntries(weights));
    return networks;
  }
}

/** The same chance for the same seed, whatever is told. */
function wishOf({ encoder }: JudgedNetworks, request: DrawRequest): Wish {
  const { first, second, seed, count, varies, isAugmented } = request;
  const root = new Random(seed);
  const every = (row: tf.Tensor2D) => row.tile<tf.Tensor2D>([count, 1]);
  const draw = (name: string, size: number, isFixed: boolean) =>
    isFixed
      ? every(normalBatch(root.fork(name), 1, size))
      : normalBatch(root.fork(name), count, size);
  const epsilon = (name: string) => draw(name, conditionSize, false);
  const wish = tf.tidy(() => {
    const one = embed(encoder, [first]);
    const other = second === null ? tf.zerosLike(one) : embed(encoder, [second]);
    const share = tf.linspace(0, 1, count).reshape([count, 1]);
    const isWay = varies === 'caption';
    const between = every(one).mul(tf.sub(1, share)).add<tf.Tensor2D>(every(other).mul(share));
    return {
      one: isWay ? between : every(one),
      other: isWay ? between.clone() : every(other),
      noise: draw('noise', noiseSize, varies !== 'noise'),
      // On the way between two captions nothing but the caption changes.
      ...(isAugmented && !isWay ? { first: epsilon('first'), second: epsilon('second') } : {}),
    };
  });
  return {
    embeddings: [wish.one, wish.other],
    noise: wish.noise,
    epsilons: wish.first && wish.second ? [wish.first, wish.second] : null,
  };
}
