/** `training(name, parts)`: a run whose loop is the reader's, and which can be stopped and gone on with. */
import type * as tf from '@tensorflow/tfjs';
import { allFinite } from '../data/all-finite';
import { generateImages } from '../latent/generate';
import type { StraightNetwork } from '../nn/straight-network';
import { WeightAverage } from '../nn/weight-average';
import { Random } from '../random';
import { Throttle } from '../throttle';
import { readScalars } from '../training/read-scalars';
import type { Checkpoint, Metrics } from '../training/trainer';
import type { Part } from './parts';
import type { RunHost } from './run-host';
import { RunLog } from './run-log';
import { type RunCheckpoint, RunState } from './run-state';
import { LeakWatch, Pace } from './run-watch';
import { StoppedError } from './stopped-error';

/** Between two checkpoints, of which the writing is to take a small part of the time only. */
const keeping = { interval: 10_000, share: 0.02, isDueAtOnce: false } as const;
/** Between two messages of numbers. */
const telling = { interval: 100, share: 1 } as const;

type Loggable = tf.Scalar | number;

/** A step's numbers by name, or by chart and name. */
export type LoggedStep = Readonly<Record<string, Loggable | Readonly<Record<string, Loggable>>>>;

/** The chart of numbers that are given none. */
const onlyChart = '学習の記録';

export interface TrainingRunOptions {
  readonly name: string;
  readonly parts: Readonly<Record<string, Part>>;
  readonly host: RunHost;
  /** Told when the first step begins, from which on the parts are no longer as they were made. */
  readonly onBegin?: (parts: readonly Part[]) => void;
}

/** One run. Of a state kept before it goes on exactly as the run would have that it was taken from. */
export class TrainingRun {
  readonly name: string;
  /** Steps done. */
  private done = 0;
  private latest: Metrics = { step: 0 };
  /** Whether the reader's loop is at work on a step, so that a state would be of half a step. */
  isWithinStep = false;
  private isUnderWay = false;
  private isKeepingAsked = false;
  private hasKeepingFailed = false;
  private keptStep: number | null = null;
  private keeping: Promise<void> | null = null;
  private readonly state: RunState;
  private readonly host: RunHost;
  private readonly logged: RunLog;
  private readonly began: number;
  private readonly keepThrottle: Throttle;
  private readonly tellThrottle: Throttle;
  private readonly pace = new Pace();
  private readonly leaks = new LeakWatch();

  /** @throws in Japanese, naming the part, if one cannot be kept */
  constructor(private readonly options: TrainingRunOptions) {
    const { name, parts, host } = options;
    this.name = name;
    this.host = host;
    this.state = new RunState(parts);
    this.logged = new RunLog(name);
    const now = () => host.now();
    this.began = now();
    this.keepThrottle = new Throttle(now, keeping);
    this.tellThrottle = new Throttle(now, telling);
  }

  /** Steps done so far, those of the kept state that it goes on from included. */
  get step(): number {
    return this.done;
  }

  /**
   * The steps to do, from 1 or from behind the kept state to `total`. Between two of them messages are
   * handled, a stop is heeded and a state is kept when that is due.
   */
  async *steps(total: number): AsyncGenerator<number, void, undefined> {
    if (!Number.isInteger(total) || total < 0) {
      throw new RangeError(`ステップ数は0以上の整数ですが、${total}が指定されました。`);
    }
    await this.resume();
    this.options.onBegin?.(Object.values(this.options.parts));
    this.isUnderWay = true;
    try {
      while (this.done < total) {
        if (this.host.stopRequested()) await this.stop();
        const start = this.host.now();
        this.isWithinStep = true;
        yield this.done + 1;
        this.isWithinStep = false;
        this.done += 1;
        this.pace.add(this.host.now() - start);
        this.watchTensors();
        if (this.tellThrottle.isDue || this.done === total) this.tell(total);
        if (this.isKeepingAsked || (this.keepThrottle.isDue && !this.keeping)) await this.begin();
        await this.host.turn();
      }
      await this.keepLast();
    } finally {
      this.isWithinStep = false;
      this.isUnderWay = false;
      this.tell(total);
      await this.keeping;
    }
  }

  /**
   * Draw a step's numbers as curves; scalars are read in one transfer, and freed.
   *
   * @param numbers by name, or by chart and name
   * @returns the same as plain numbers
   * @throws in Japanese if one of them is not finite: nothing can be learned from there on
   */
  async log(numbers: LoggedStep): Promise<Record<string, number>> {
    const step = this.isWithinStep ? this.done + 1 : this.done;
    const charts = await readCharts(numbers);
    const flat = Object.assign({}, ...Object.values(charts)) as Record<string, number>;
    this.logged.add(step, charts);
    for (const [name, value] of Object.entries(flat)) {
      if (!Number.isFinite(value)) throw this.diverged(step, `${name}が${value}に`);
    }
    this.latest = { ...flat, step };
    return flat;
  }

  /**
   * What a generator draws for noise that stays the same, for `showImages`.
   *
   * @param generator a network from z, or the average of one's weights
   * @param count images
   * @param seed of the noise
   */
  async sample(
    generator: StraightNetwork | WeightAverage<StraightNetwork>,
    count = 64,
    seed = 2017,
  ) {
    if (generator instanceof WeightAverage) generator.calibrate();
    const network = generator instanceof WeightAverage ? generator.network : generator;
    const { inputShape, outputShape } = network;
    const noise = new Float32Array(count * (inputShape[0] ?? 0));
    new Random(seed).fork('sample noise').fillUniform(noise, -1, 1);
    const images = await generateImages(network, noise);
    const [height = 1, width = 1] = outputShape;
    return { images, count, height, width };
  }

  /** Keep the state as it is after the last whole step. */
  async keep(): Promise<void> {
    this.hasKeepingFailed = false;
    if (this.isWithinStep) this.isKeepingAsked = true;
    else {
      await this.begin();
      await this.keeping;
    }
  }

  /** Keep the state at the end of a step, this one or the next; nothing if no steps are being taken. */
  keepSoon(): void {
    if (this.isUnderWay) this.isKeepingAsked = true;
  }

  /** Go on from the kept state, if there is one. */
  private async resume(): Promise<void> {
    if (this.done > 0) return;
    const kept = await this.host.kept(this.name);
    if (!kept) return;
    if (!isOfNotebook(kept)) throw new Error('保存された状態は、このセルのものではありません。');
    this.state.restore(kept);
    this.logged.restore(kept.settings.log);
    this.latest = kept.metrics;
    this.done = kept.step;
    this.keptStep = kept.step;
    const text = `ステップ${kept.step.toLocaleString('ja-JP')}の続きから始めます。`;
    this.host.emit({ kind: 'text', level: 'log', text });
  }

  private async stop(): Promise<never> {
    await this.keepLast();
    throw new StoppedError();
  }

  /** Keep the state after the last step, unless that has been done. */
  private async keepLast(): Promise<void> {
    await this.keeping;
    if (this.done > 0 && this.keptStep !== this.done) await this.keep();
  }

  /** Copy the state, and have the copy written while training goes on. */
  private async begin(): Promise<void> {
    this.isKeepingAsked = false;
    await this.keeping;
    if (this.hasKeepingFailed) return;
    this.keepThrottle.begin();
    const checkpoint = await this.state.checkpoint(this.done, this.latest, this.logged.state());
    const broken = Object.entries(checkpoint.arrays).find(([, values]) => !allFinite(values));
    if (broken) throw this.diverged(this.done, `「${broken[0]}」の値に、NaNか無限大が`, 'あった');
    this.keeping = this.write(checkpoint);
  }

  private async write(checkpoint: RunCheckpoint): Promise<void> {
    const { step } = checkpoint;
    try {
      await this.host.keep(this.name, checkpoint);
      this.keptStep = step;
      this.host.emit({ kind: 'checkpoint', run: this.name, step });
    } catch (error) {
      this.hasKeepingFailed = true;
      const text = `途中の状態を保存できませんでした。学習は続けます。${String((error as Error).message)}`;
      this.host.emit({ kind: 'text', level: 'warn', text });
    } finally {
      this.keepThrottle.done();
      this.keeping = null;
    }
  }

  private tell(total: number): void {
    this.tellThrottle.begin();
    for (const message of this.logged.messages()) this.host.emit(message);
    this.host.emit({
      kind: 'progress',
      key: `${this.name}/progress`,
      done: Math.min(this.done, total),
      total,
      ms: Math.max(0, this.host.now() - this.began),
      label: this.done < total ? this.pace.label(total - this.done) : '',
    });
    this.tellThrottle.done();
  }

  private watchTensors(): void {
    const leaked = this.leaks.look(this.host.tensors());
    if (leaked === null) return;
    const text = `1ステップごとにテンソルが${leaked}個ずつ増えています。使い終わったテンソルを、tf.tidy()で囲むか.dispose()で片付けてください。`;
    this.host.emit({ kind: 'text', level: 'warn', text });
  }

  private diverged(step: number, what: string, verb = 'なった'): Error {
    const error = new Error(
      `ステップ${step.toLocaleString('ja-JP')}で、${what}${verb}ので、学習を止めました。${
        this.keptStep === null
          ? '学習率などを見直して、はじめから学習させてください。'
          : `ステップ${this.keptStep.toLocaleString('ja-JP')}の正常な状態が残っています。学習率などを見直して、「続きから」を押してください。`
      }`,
    );
    error.name = 'DivergedError';
    return error;
  }
}

/** Every number of every chart, the tensors among them read at once. */
async function readCharts(numbers: LoggedStep): Promise<Record<string, Record<string, number>>> {
  const charts: Record<string, Record<string, number>> = {};
  const scalars: Record<string, tf.Scalar> = {};
  const places: Record<string, readonly [chart: string, name: string]> = {};
  const add = (chart: string, name: string, value: Loggable) => {
    const curves = (charts[chart] ??= {});
    curves[name] = typeof value === 'number' ? value : NaN;
    if (typeof value === 'number') return;
    const key = `${chart}\n${name}`;
    scalars[key] = value;
    places[key] = [chart, name];
  };
  for (const [name, value] of Object.entries(numbers)) {
    if (isLoggable(value)) add(onlyChart, name, value);
    else for (const [inner, each] of Object.entries(value)) add(name, inner, each);
  }
  for (const [key, value] of Object.entries(await readScalars(scalars))) {
    const [chart, name] = places[key] ?? ['', ''];
    (charts[chart] ??= {})[name] = value;
  }
  return charts;
}

function isLoggable(value: LoggedStep[string]): value is Loggable {
  return typeof value === 'number' || 'dataId' in value;
}

function isOfNotebook(checkpoint: Checkpoint): checkpoint is RunCheckpoint {
  return (checkpoint.settings as Partial<RunCheckpoint['settings']> | null)?.kind === 'notebook';
}
