import { transfer } from 'comlink';
import type { BackendChoiceName, BackendReport } from '../backends/report';
import type { FamilyData } from '../models/family';
import { type RunSnapshot, saveNetworks, takeSnapshot } from '../training/snapshot';
import { type FamilyModule, findFamily } from './families';
import { createTrainers, type States, updateAll } from './lane-trainers';
import { TrainingLoop } from './loop';
import { builtInAsks, createWatches, type PartsEnvironment } from './parts';
import type { QualityWatch } from './parts/quality-watch';
import type {
  CheckpointName,
  DataSource,
  OpenRequest,
  PrepareRequest,
  RunEvent,
  SavedNetworks,
  SessionApi,
  SessionInfo,
  SessionListener,
  Speed,
} from './protocol';
import { wordsOf } from '../error-words';
import { Sequence } from '../scheduling';
import type { SavedNetwork } from '../nn/network';
import { buffersIn, handOver } from '../transfer';
import { Watches } from './watches';

/** What a session needs of the worker that it lives in. */
export interface SessionEnvironment extends PartsEnvironment {
  /** Make a backend the active one; rejects in Japanese, and changes nothing, if that cannot be. */
  activateBackend(requested: BackendChoiceName | 'small'): Promise<BackendReport>;
  loadData(source: DataSource): Promise<NonNullable<FamilyData['digits']>>;
  /** A network of public/models by its folder there. @throws in Japanese if it cannot be had */
  loadShipped(name: string): Promise<SavedNetwork>;
  /** Call back if the GPU under the active backend goes away. */
  onDeviceLost(callback: (reason: string) => void): void;
  /** The present in milliseconds, from any fixed origin; the browser's clock if left out. */
  readonly now?: () => number;
  /** Tests pass families of their own. */
  findFamily?(name: string): Promise<FamilyModule>;
}

interface Open {
  readonly request: OpenRequest;
  readonly family: FamilyModule;
  readonly data: FamilyData;
  readonly backend: BackendReport;
  readonly loop: TrainingLoop;
  readonly watches: Watches;
}

/** The worker's side of the protocol: at most one run at a time. */
export class Session implements SessionApi {
  private open_: Open | null = null;
  /** Opening and closing take their time, and must not overlap. */
  private readonly changes = new Sequence();

  constructor(private readonly environment: SessionEnvironment) {}

  prepare({ family: name, source, backend }: PrepareRequest): Promise<void> {
    return this.changes.add(async () => {
      if (this.open_) return;
      const family = await (this.environment.findFamily ?? findFamily)(name);
      if (family.family.data === 'digits') await this.environment.loadData(source);
      await this.activateBackend(family, backend);
    });
  }

  open(request: OpenRequest, listener: SessionListener): Promise<SessionInfo> {
    return this.changes.add(() => this.replaceRun(request, listener));
  }

  async start(speed: Speed): Promise<void> {
    await this.opened.loop.start(speed);
  }

  async pause(): Promise<void> {
    await this.opened.loop.pause();
  }

  async step(rounds = 1): Promise<void> {
    await this.opened.loop.step(rounds);
  }

  async typed(): Promise<void> {
    this.open_?.loop.typed();
  }

  async takeTurn(name: string, times = 1): Promise<void> {
    await this.opened.loop.takeTurn(name, times);
  }

  async update(lanes: readonly unknown[]): Promise<SessionInfo> {
    const { loop } = this.opened;
    await loop.between(() => {
      updateAll(loop.trainers, lanes);
    });
    await loop.between(() => loop.redraw());
    return this.info(this.opened);
  }

  async setView(view: unknown): Promise<void> {
    const { loop } = this.opened;
    await loop.between(() => loop.redraw(view));
  }

  async ask(name: string, argument: unknown): Promise<unknown> {
    const { loop, watches, family, data } = this.opened;
    const answer = await loop.between(() => {
      if (watches.has(name)) return watches.look(name, loop.activeLanes);
      const ask = family.family.asks?.[name] ?? builtInAsks[name];
      const [lane] = loop.trainers;
      if (!ask || !lane) throw new Error(`this session cannot be asked "${name}"`);
      return ask(lane, argument, data);
    });
    return handOver(answer);
  }

  async saveWeights(): Promise<SavedNetworks> {
    const { loop } = this.opened;
    const saved = await loop.between(() => {
      const [trainer] = loop.trainers;
      return trainer ? saveNetworks(trainer) : {};
    });
    // Copying tens of megabytes would hold up the page.
    return handOver(saved);
  }

  async loadWeights(saved: SavedNetworks): Promise<void> {
    const { loop } = this.opened;
    await loop.between(async () => {
      const [trainer] = loop.trainers;
      trainer?.load(saved);
      await loop.redraw();
    });
  }

  async checkpoint(name: CheckpointName) {
    const states = await this.kept(this.opened, name);
    // Those that are kept are not given away.
    return name === 'present' ? handOver(states) : states;
  }

  async snapshot(lane: number): Promise<RunSnapshot> {
    const { loop, family } = this.opened;
    const taken = await loop.between(() => {
      const trainer = loop.trainers[lane];
      if (!trainer) throw new Error(`there is no lane ${lane}`);
      return takeSnapshot(trainer, family.family);
    });
    return handOver(taken);
  }

  close(): Promise<void> {
    return this.changes.add(() => this.endRun());
  }

  private async replaceRun(request: OpenRequest, listener: SessionListener): Promise<SessionInfo> {
    const emit = (event: RunEvent) => {
      const buffers = event.type === 'frame' ? buffersIn(event.pictures) : [];
      return listener(transfer({ run: request.run, ...event }, buffers));
    };
    const progress = (message: string) => {
      void emit({ type: 'progress', message, ratio: null });
    };

    // Before anything that can fail: then the older run is left paused, whatever it was that failed.
    await this.open_?.loop.pause();
    const family = await (this.environment.findFamily ?? findFamily)(request.family);
    const states = await this.startingStates(request);
    const data = await this.loadData(family, request, progress);
    progress('計算方法を選んでいます');
    const activate = (choice: BackendChoiceName) => this.activateBackend(family, choice);
    const backend = request.takesAnyBackend
      ? await activate(request.backend).catch(() => activate('auto'))
      : await activate(request.backend);
    // Several lanes of images together with the older ones may be more than the memory holds.
    const isLarge = request.lanes.length > 1 && family.family.computing === 'measured';
    const isGivenUp = isLarge && this.open_ !== null;
    if (isLarge) await this.endRun();
    try {
      progress('ネットワークを用意しています');
      const opened = this.createRun({ request, family, data, backend, states, emit });
      await opened.loop.begin().catch(async (error: unknown) => {
        await opened.loop.dispose();
        throw error;
      });
      // Only now that nothing can go wrong any more.
      await this.endRun();
      this.open_ = opened;
      this.environment.onDeviceLost((reason) => {
        opened.loop.fail('device-lost', `${reason}。GPUの計算結果は失われています。`);
      });
      opened.loop.keepFirst().catch((error: unknown) => {
        opened.loop.fail('internal', `学習の状態を残せませんでした。${wordsOf(error)}`);
      });
      return this.info(opened);
    } catch (error) {
      await this.returnToBackend();
      if (isGivenUp) void emit(nothingLeft);
      throw error;
    }
  }

  private createRun({
    request,
    family,
    data,
    backend,
    states,
    emit,
  }: Omit<Open, 'loop' | 'watches'> & {
    readonly states: States;
    readonly emit: (event: RunEvent) => void | Promise<void>;
  }): Open {
    const { lanes, view, headStart } = request;
    const watches = new Watches(
      createWatches(request.watches, family.family, data, this.environment),
      emit,
      this.environment.now,
    );
    const trainers = createTrainers(family, request, { data, states });
    const { pacing, tellsEveryRound, totalRounds, aheadKey } = family.family;
    const keys = new Set(lanes.map((settings) => aheadKey?.(settings) ?? JSON.stringify(settings)));
    const loop = new TrainingLoop({
      trainers,
      view,
      watches,
      headStart,
      pacing,
      tellsEveryRound,
      emit,
      ...(this.environment.now ? { now: this.environment.now } : {}),
      areTwinsAhead: keys.size === 1,
      isOnGpu: ['webgl', 'webgpu'].includes(backend.backend),
      keepsLastGood: lanes.length === 1 && family.family.computing === 'measured',
      totalRounds: () => totalRounds?.(trainers[0]?.settings, data) ?? null,
    });
    return { request, family, data, backend, loop, watches };
  }

  private async loadData(
    { family }: FamilyModule,
    { source, lanes }: OpenRequest,
    progress: (message: string) => void,
  ): Promise<FamilyData> {
    const { environment } = this;
    if (family.data === 'digits') progress('学習画像を読み込んでいます');
    const digits = family.data === 'none' ? null : await environment.loadData(source);
    const names = new Set(lanes.flatMap((settings) => family.loads?.(settings) ?? []));
    if (names.size === 0) return { digits };
    progress('学習ずみのネットワークを読み込んでいます');
    const load = async (name: string) => [name, await environment.loadShipped(name)] as const;
    return { digits, shipped: Object.fromEntries(await Promise.all([...names].map(load))) };
  }

  private activateBackend(
    { family }: FamilyModule,
    choice: BackendChoiceName,
  ): Promise<BackendReport> {
    return this.environment.activateBackend(family.computing === 'small' ? 'small' : choice);
  }

  /** The states that the run is to begin with, if it does with any. */
  private async startingStates({ from }: OpenRequest) {
    if (from.kind === 'checkpoints') return from.checkpoints;
    if (from.kind !== 'kept') return null;
    const states = this.open_ ? await this.kept(this.open_, from.name) : null;
    if (!states) throw new Error('戻れる状態が残っていません。リセットしてください。');
    return states;
  }

  private async kept({ loop, watches }: Open, name: CheckpointName) {
    if (name === 'last-good') return loop.lastGood;
    if (name === 'healthy') {
      const state = watches.watch<QualityWatch>('quality')?.healthyState ?? null;
      return state && [state];
    }
    return loop.between(() => loop.present());
  }

  private info({ loop, family, data, backend }: Open): SessionInfo {
    const { trainers } = loop;
    return {
      backend,
      step: trainers[0]?.step ?? 0,
      totalRounds: family.family.totalRounds?.(trainers[0]?.settings, data) ?? null,
      parameters: trainers.map(({ networks }) =>
        Object.fromEntries(
          Object.entries(networks).map(([name, { parameterCount }]) => [name, parameterCount]),
        ),
      ),
      family: family.infoOf(trainers),
    };
  }

  /** The older run, which stays, goes on where its tensors are. */
  private async returnToBackend(): Promise<void> {
    const { open_: open } = this;
    if (open) await this.activateBackend(open.family, open.backend.backend).catch(() => undefined);
  }

  private async endRun(): Promise<void> {
    const { open_: open } = this;
    this.open_ = null;
    await open?.loop.dispose();
  }

  private get opened(): Open {
    if (!this.open_)
      throw new Error('学習がまだ準備されていません。先に「実行」を押してください。');
    return this.open_;
  }
}

/** Neither the run that was to begin nor the one that had to end for it. */
const nothingLeft = {
  type: 'failure',
  kind: 'internal',
  message: '新しい学習を用意できませんでした。前の学習も、場所を空けるために終えています。',
  lastGoodStep: null,
} as const;
