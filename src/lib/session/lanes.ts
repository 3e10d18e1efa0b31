import { after } from '../scheduling';
import type { Metrics, Trainer } from '../training/trainer';

export interface LanesOptions {
  /** Trained in lock-step; at least one. */
  readonly trainers: readonly Trainer[];
  /** Updates in the first turn alone, before the first round. */
  readonly headStart: number;
  /** Whether all lanes are the same as long as only the first turn is taken: then one does the work of all. */
  readonly areTwinsAhead: boolean;
}

/** What was done last to every lane. */
export interface Advance {
  /** A round, or a turn by its name. */
  readonly cause: string;
  /** Lane by lane; `null` for one that is trained no further. */
  readonly metrics: readonly (Metrics | null)[];
  /** The lanes whose numbers are no longer finite, from this on. */
  readonly diverged: readonly number[];
}

/** Replicas that are trained in lock-step; one that diverges is left out from then on. */
export class Lanes {
  readonly trainers: readonly Trainer[];
  private readonly diverged = new Set<Trainer>();
  private rounds: number;
  private updatesAhead = 0;
  /** Of the round under way, by {@link nextTurn}. */
  private turnsTaken = 0;
  private newest: readonly (Metrics | null)[];

  constructor(private readonly options: LanesOptions) {
    const { trainers, headStart } = options;
    this.trainers = trainers;
    this.newest = trainers.map(({ metrics }) => metrics);
    this.rounds = trainers[0]?.step ?? 0;
    // A run that goes on from somewhere has had its head start.
    if (this.rounds > 0) this.updatesAhead = headStart;
  }

  /** The lanes that go well, `null` for the others. */
  get active(): readonly (Trainer | null)[] {
    return this.trainers.map((trainer) => (this.diverged.has(trainer) ? null : trainer));
  }

  get areAllDiverged(): boolean {
    return this.diverged.size === this.trainers.length;
  }

  get isAnyDiverged(): boolean {
    return this.diverged.size > 0;
  }

  /** Rounds so far. */
  get steps(): number {
    return this.rounds;
  }

  /** Updates of the head start so far. */
  get headStart(): number {
    return this.updatesAhead;
  }

  get isAhead(): boolean {
    return this.updatesAhead < this.options.headStart;
  }

  /** The newest numbers, lane by lane. */
  get metrics(): readonly (Metrics | null)[] {
    return this.newest;
  }

  /** A round of every lane; or, while the head start lasts, an update in the first turn. */
  round(): Advance | Promise<Advance> {
    if (this.isAhead) return this.runAhead();
    return after(
      this.every((trainer) => trainer.train()),
      (metrics) => {
        this.rounds += 1;
        return this.done('round', metrics);
      },
    );
  }

  /** One turn of every lane by its name. */
  turn(name: string): Advance | Promise<Advance> {
    return after(
      this.every((trainer) => trainer.takeTurn(name)),
      (metrics) => {
        this.rounds = this.active.find((trainer) => trainer !== null)?.step ?? this.rounds;
        return this.done(name, metrics);
      },
    );
  }

  /** The turn that is next in the order of a round. */
  nextTurn(): Advance | Promise<Advance> {
    const turns = this.trainers[0]?.turns ?? [];
    // A round may have other turns than the one before.
    if (this.turnsTaken >= turns.length) this.turnsTaken = 0;
    const name = turns[this.turnsTaken] ?? '';
    this.turnsTaken = (this.turnsTaken + 1) % turns.length;
    return this.turn(name);
  }

  private runAhead(): Advance | Promise<Advance> {
    const { areTwinsAhead } = this.options;
    const [first] = this.trainers as readonly [Trainer, ...Trainer[]];
    const turn = first.turns[0] ?? '';
    const isWorking = (trainer: Trainer) => !areTwinsAhead || trainer === first;
    return after(
      this.every((trainer) => (isWorking(trainer) ? trainer.takeTurn(turn) : first.metrics)),
      (metrics) => {
        this.updatesAhead += 1;
        const advance = this.done(turn, metrics);
        return areTwinsAhead && !this.isAhead ? this.followFirst().then(() => advance) : advance;
      },
    );
  }

  /** Twins take over where the first lane stands. */
  private async followFirst(): Promise<void> {
    const [first, ...others] = this.trainers;
    if (!first || others.length === 0) return;
    const state = await first.state();
    for (const trainer of others) trainer.restore({ ...state, settings: trainer.settings });
  }

  /** Do something to every lane that goes well, waiting only where there is something to wait for. */
  private every(
    job: (trainer: Trainer) => Metrics | Promise<Metrics>,
  ): (Metrics | null)[] | Promise<(Metrics | null)[]> {
    const found: (Metrics | null)[] = [];
    const from = (index: number): typeof found | Promise<typeof found> => {
      for (let i = index; i < this.trainers.length; i++) {
        const trainer = this.trainers[i] as Trainer;
        const result = this.diverged.has(trainer) ? null : job(trainer);
        if (result instanceof Promise) {
          return result.then((metrics) => {
            found.push(metrics);
            return from(i + 1);
          });
        }
        found.push(result);
      }
      return found;
    };
    return from(0);
  }

  private done(cause: string, metrics: readonly (Metrics | null)[]): Advance {
    this.newest = metrics;
    const diverged: number[] = [];
    metrics.forEach((numbers, i) => {
      const trainer = this.trainers[i];
      if (!trainer || !numbers || trainer.isFinite(numbers)) return;
      this.diverged.add(trainer);
      diverged.push(i);
    });
    return { cause, metrics, diverged };
  }
}
