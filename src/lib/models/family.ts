/**
 * All that is particular to one GAN. A family is declared in one file of this folder, which exports
 * it as `family`; sessions find it by the file's name.
 */
import type * as tf from '@tensorflow/tfjs';
import type { MnistDataset } from '../data/mnist';
import type { Network, SavedNetwork, Tensors } from '../nn/network';
import type { Random } from '../random';
import type { TrainingRecipe } from './recipe';

/** How often something may be done, and which part of the time it may take. */
export interface Pacing {
  /** Milliseconds between two times at the least. */
  readonly interval: number;
  /** The part of the time that it may take at the most, in (0, 1]. */
  readonly share: number;
  /** Whether the first time is at once (the default), or after an interval. */
  readonly isDueAtOnce?: boolean;
}

/** Of families on images: numbers ten times a second, pictures once a second at a tenth of the time. */
export const imagePacing = {
  numbers: { interval: 100, share: 1 },
  pictures: { interval: 1000, share: 0.1 },
} as const satisfies Family<unknown>['pacing'];

/** What one network is trained with. */
export interface OptimizerSettings {
  readonly optimizer: 'adam' | 'sgd';
  readonly learningRate: number;
  /** β1 of Adam, or the momentum of gradient descent, in [0, 1). */
  readonly momentum: number;
}

/** How a network's weights are averaged along its training, see `WeightAverage`. */
export interface AverageSettings {
  /** What is kept of the average in a round in the long run, in [0, 1). */
  readonly decay: number;
  /** A batch of inputs that the averaged network's moving statistics are set by; left out, they are averaged too. */
  readonly input?: () => tf.Tensor;
}

/** The name among a run's networks of the average of the network of this name. */
export const averageOf = (name: string) => `${name}Average`;

/** The average of a network, where there is one, else the network itself; of a run or saved. */
export function averaged<Kind>(
  networks: Readonly<Record<string, Kind>>,
  name: string,
): Kind | undefined {
  return networks[averageOf(name)] ?? networks[name];
}

/** A run's own things, as they are at the time. */
export interface RunContext<Settings> {
  readonly settings: Settings;
  readonly networks: Readonly<Record<string, Network>>;
  /** What the family learns from. */
  readonly data: FamilyData;
  /** The run's generators of random numbers, by the family's {@link Family.streams}. */
  readonly random: Readonly<Record<string, Random>>;
  /** What {@link Family.sources} made. */
  readonly sources: Readonly<Record<string, Source>>;
}

/** One of a run's networks, which it is known to have. */
export const networkIn = ({ networks }: Pick<RunContext<unknown>, 'networks'>, name: string) =>
  networks[name] as Network;

/** What hands out batches and remembers where it stands. */
export interface Source {
  state(): readonly number[] | Promise<readonly number[]>;
  restore(state: readonly number[]): void;
  /** Let go of what it holds on the backend. */
  dispose?(): void;
}

/** What a family learns from: the images, where it learns images, and the networks that it asked for. */
export interface FamilyData {
  readonly digits: MnistDataset | null;
  /** By the names of {@link Family.loads}. */
  readonly shipped?: Readonly<Record<string, SavedNetwork>>;
}

/** A shipped network that the family asked for. */
export function shippedOf({ shipped }: FamilyData, name: string): SavedNetwork {
  const saved = shipped?.[name];
  if (!saved) throw new Error(`"${name}" is none of the networks that the family loads`);
  return saved;
}

/** Who learns, from which loss: one update of one network, the others staying as they are. */
export interface Turn<Settings> {
  /** The turn's name; a round takes its turns in their order. */
  readonly name: string;
  /** The network that is updated. */
  readonly updates: string;
  /** How often the turn is taken in a round, ≥ 1; once if left out. */
  readonly times?: number;
  /** The turn's batch, and all that its loss takes as given; made outside of the gradient. */
  prepare(context: RunContext<Settings>): Tensors;
  /**
   * What the network is to make smaller, a function of its variables.
   *
   * @param note gives the turn's further numbers their names: scalars, read with the loss, or numbers
   */
  loss(
    context: RunContext<Settings>,
    prepared: Tensors,
    note: (name: string, value: tf.Scalar | number) => void,
  ): tf.Scalar;
  /** The names among the metrics of the loss, the Euclidean norm of its gradient, and the updates so far. */
  readonly tells: { readonly loss: string; readonly gradient?: string; readonly updates?: string };
}

/** What is looked at now and then while a run goes on, beside the picture. */
export interface Watch<Value = unknown> {
  readonly pacing: Pacing;
  /** Whether it is also looked at when a run opens, pauses or has done a single step. */
  readonly isShownAtRest: boolean;
  /**
   * @param lanes `null` for one that diverged
   * @returns what the cell is sent, of its own memory; `null` for nothing
   */
  look(lanes: readonly (Lane | null)[]): Promise<Value | null> | Value | null;
  dispose?(): void;
}

/** What watches and questions see of a trainer. */
export interface Lane {
  readonly step: number;
  readonly settings: unknown;
  readonly networks: Readonly<Record<string, Network>>;
  picture(view: unknown): unknown;
}

/** What there is to show of a run. */
export interface ShownContext<Settings> extends RunContext<Settings> {
  readonly step: number;
  /** The newest numbers. */
  readonly metrics: Readonly<Record<string, number>>;
}

export interface Family<Settings, View = unknown, Picture = unknown, Info = unknown> {
  /** `digits`: MNIST, shipped or the reader's; `none`: the family draws its own data. */
  readonly data: 'digits' | 'none';
  /** `measured`: the fastest backend for networks on images; `small`: without waiting, for networks of some hundred parameters. */
  readonly computing: 'measured' | 'small';
  /** How often numbers and pictures are sent. */
  readonly pacing: { readonly numbers: Pacing; readonly pictures: Pacing };
  /** Whether every round's numbers are sent, or only the newest. */
  readonly tellsEveryRound: boolean;
  /** Names of the run's random generators beside the networks' own, each forked from the seed by its name. */
  readonly streams: readonly string[];

  /** What hands out batches, by name; each draws from the generator of its name. */
  sources?(
    settings: Settings,
    random: (name: string) => Random,
    data: FamilyData,
  ): Readonly<Record<string, Source>>;

  /** Any 32-bit unsigned integer; the same seed on the same backend gives the same run. */
  seed(settings: Settings): number;
  /** @throws in Japanese if settings exclude one another */
  check?(settings: Settings, data: FamilyData): void;
  /** Shipped networks that a run begins with or learns by: their folders in public/models. */
  loads?(settings: Settings): readonly string[];
  /** Fresh networks, each with its weights from `random(name)`; or those of `data.shipped`. */
  networks(
    settings: Settings,
    random: (name: string) => Random,
    data: FamilyData,
  ): Readonly<Record<string, Network>>;
  /**
   * The networks of which a moving average of the weights is kept; read again after every change of
   * settings. See {@link averageOf}.
   */
  averages?(settings: Settings): Readonly<Record<string, AverageSettings>>;
  /**
   * What each network that learns is trained with; read again before every round, so that it may be a
   * schedule. It names the same networks at every step; others never change, and are no part of checkpoints.
   *
   * @param step rounds done
   */
  optimizers(settings: Settings, step: number): Readonly<Record<string, OptimizerSettings>>;
  /**
   * The turns of the next round, at least one; read again before every round.
   *
   * @param step rounds done
   */
  turns(settings: Settings, step: number): readonly Turn<Settings>[];
  /**
   * Settings as a run under way can have them: what is fixed in it stays.
   *
   * @throws in Japanese if they cannot be had at all
   */
  live(current: Settings, next: Settings): Settings;
  /** What a cell asks to see. */
  shows(context: ShownContext<Settings>, view: View): Picture | Promise<Picture>;
  /** What the first turn depends on before any round: lanes of the same key do the same until then. */
  aheadKey?(settings: Settings): string;
  /** Rounds after which a run is finished; never, if left out or `null`. */
  totalRounds?(settings: Settings, data: FamilyData): number | null;
  /** How such a run trains, for scripts of other frameworks; left out where it is of no usual form. */
  recipe?(settings: Settings): TrainingRecipe;
  /** What a cell is told of the data and the run, of its own memory. */
  info?(contexts: readonly RunContext<Settings>[]): Info;
  /** What may be watched, by name; made anew for every session. */
  readonly watches?: Readonly<Record<string, (data: FamilyData, options: unknown) => Watch>>;
  /** What may be asked between two rounds, by name. */
  readonly asks?: Readonly<
    Record<string, (lane: Lane, argument: unknown, data: FamilyData) => unknown>
  >;
}
