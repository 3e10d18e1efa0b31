import { transfer } from 'comlink';
import type { Drawing } from '../../data/strokes';
import type { LiveToySettings, ToySettings } from '../../training/toy-settings';
import { type ToyState, ToyTrainer } from '../../training/toy-trainer';
import { Sequence } from '../scheduling';
import { buffersOf, toyComparisonGrid } from './lane-view';
import type {
  ToyInfo,
  ToyListener,
  ToyOpenRequest,
  ToyPace,
  ToyRunEvent,
  ToyView,
  ToyWorkerApi,
} from './protocol';
import { ToyRun } from './run';

/** What a session needs of its surroundings. */
export interface ToyEnvironment {
  /** Make the backend for small networks the active one. */
  activateBackend(): Promise<void>;
}

/** Points of the data that a cell draws. */
const realPoints = 1000;

/** The worker's side of the protocol: at most one run at a time. */
export class ToySession implements ToyWorkerApi {
  private run: ToyRun | null = null;
  /** Opening and closing must not overlap. */
  private readonly changes = new Sequence();

  constructor(private readonly environment: ToyEnvironment) {}

  open(request: ToyOpenRequest, listener: ToyListener): Promise<ToyInfo> {
    return this.changes.add(() => this.replaceRun(request, listener));
  }

  async start(pace: ToyPace): Promise<void> {
    await this.opened.start(pace);
  }

  async pause(): Promise<void> {
    await this.opened.pause();
  }

  async step(): Promise<void> {
    await this.opened.once('round', (trainer) => trainer.train());
  }

  async stepDiscriminator(updates = 1): Promise<void> {
    await this.opened.stepDiscriminator(updates);
  }

  async stepGenerator(): Promise<void> {
    await this.opened.once('generator', (trainer) => trainer.stepGenerator());
  }

  async update(lanes: readonly LiveToySettings[], drawing?: Drawing): Promise<ToyInfo> {
    const run = this.opened;
    const before = run.trainers.map(({ settings }) => settings);
    const drawn = run.trainers.map(({ drawing }) => drawing);
    try {
      run.trainers.forEach((trainer, i) => {
        trainer.update(lanes[i] ?? trainer.settings, drawing);
      });
    } catch (error) {
      // All lanes or none.
      run.trainers.forEach((trainer, i) => {
        trainer.update(before[i] as ToySettings, drawn[i]);
      });
      throw error;
    }
    run.dataChanged();
    return infoOf(run);
  }

  async setView(view: ToyView): Promise<ToyInfo> {
    const run = this.opened;
    run.setView(view);
    return infoOf(run);
  }

  async states(): Promise<readonly ToyState[]> {
    return Promise.all(this.opened.trainers.map((trainer) => trainer.state()));
  }

  close(): Promise<void> {
    return this.changes.add(() => this.endRun());
  }

  private async replaceRun(request: ToyOpenRequest, listener: ToyListener): Promise<ToyInfo> {
    await this.run?.pause();
    await this.environment.activateBackend();
    const trainers = createTrainers(request);
    await this.endRun();
    const emit = (event: ToyRunEvent) => {
      const buffers = event.type === 'frame' ? buffersOf(event) : [];
      return listener(transfer({ run: request.run, ...event }, buffers));
    };
    this.run = new ToyRun({ trainers, view: request.view, emit });
    this.run.show('open');
    return infoOf(this.run);
  }

  private async endRun(): Promise<void> {
    const { run } = this;
    this.run = null;
    await run?.dispose();
  }

  private get opened(): ToyRun {
    if (!this.run) throw new Error('学習がまだ準備されていません。先に「実行」を押してください。');
    return this.run;
  }
}

function createTrainers({ lanes, drawing = [], states }: ToyOpenRequest): ToyTrainer[] {
  const trainers: ToyTrainer[] = [];
  try {
    lanes.forEach((settings, i) => {
      const trainer = new ToyTrainer({ settings, drawing });
      trainers.push(trainer);
      const state = states?.[i];
      if (state) trainer.restore(state);
    });
    return trainers;
  } catch (error) {
    for (const trainer of trainers) trainer.dispose();
    throw error;
  }
}

function infoOf(run: ToyRun): ToyInfo {
  const [trainer] = run.trainers;
  if (!trainer) throw new Error('a session has at least one lane');
  const { mixture, modes } = trainer.distribution;
  const grid = toyComparisonGrid(mixture.dimension);
  return {
    dimension: mixture.dimension,
    real: trainer.probe.real(realPoints),
    grid,
    density: mixture.cellProbabilities(grid),
    modes,
    floor: run.comparisonInUse?.floor ?? null,
    parameters: run.trainers.map(({ parameters }) => parameters),
  };
}
