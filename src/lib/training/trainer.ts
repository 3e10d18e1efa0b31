/**
 * What trains, seen from a session: one lane of a run. Models declare families (`models/`); the
 * trainers made of them are all that sessions, tools and tests talk to.
 */
import type { Network, SavedNetwork } from '../nn/network';

/** The plain numbers of one round, by name; `step` counts the rounds done, 1 for the first. */
export type Metrics = { readonly step: number } & Readonly<Record<string, number>>;

/** Everything that the rest of a run depends on, in plain arrays: what a run is restored from. */
export interface Checkpoint<Settings = unknown> {
  readonly step: number;
  /** Updates that each optimizer's moments are from: all of the run's, or those since weights were loaded. */
  readonly optimizerSteps: Readonly<Record<string, number>>;
  readonly settings: Settings;
  /** The last round's numbers. */
  readonly metrics: Metrics;
  /** Named weight arrays of all networks and optimizers. */
  readonly arrays: Readonly<Record<string, Float32Array>>;
  readonly randomStates: Readonly<Record<string, readonly number[]>>;
}

/** One GAN in training: one run from one seed. */
export interface Trainer<Settings = unknown, View = unknown, Picture = unknown> {
  readonly settings: Settings;
  /** Rounds done so far. */
  readonly step: number;
  /** The newest numbers, also those of a turn taken alone; NaN where there are none yet. */
  readonly metrics: Metrics;
  /** The networks by name, to look into them between two rounds; the trainer's own. */
  readonly networks: Readonly<Record<string, Network>>;
  /**
   * One round: every turn of the family. Synchronous on backends that need not be waited for.
   *
   * @returns the numbers, once the backend has computed them
   */
  train(): Metrics | Promise<Metrics>;
  /** One update in a turn of this name alone, which counts as no round unless it is the last turn. */
  takeTurn(name: string): Metrics | Promise<Metrics>;
  /** The names of a round's turns, each as often as it is taken. */
  readonly turns: readonly string[];
  /** Whether these numbers are those of a run that goes well; not once a weight is NaN or infinite. */
  isFinite(metrics: Metrics): boolean;
  /**
   * Change what may change while a run goes on, from the next round on.
   *
   * @throws in Japanese if that cannot be; then nothing has changed
   */
  update(settings: Settings): void;
  /** @throws in Japanese if {@link update} would */
  check(settings: Settings): void;
  /** What a cell asks to see. */
  picture(view: View): Picture | Promise<Picture>;
  state(): Promise<Checkpoint<Settings>>;
  /**
   * Go on from a state, exactly as the run that it was taken from would have.
   *
   * @throws in Japanese if it is of other networks; then nothing has changed
   */
  restore(checkpoint: Checkpoint<Settings>): void;
  /**
   * Take other weights for the networks that learn, and for averages of them where there are such;
   * the optimizers forget what they have gathered.
   *
   * @throws naming network and weight on a mismatch, and if one is missing; then nothing has changed
   */
  load(saved: Readonly<Record<string, SavedNetwork>>): void;
  dispose(): void;
}
