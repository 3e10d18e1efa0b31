/** Turns what the reader asks for into commands to the training worker, and its answers into actions. */
import type { TrainingClient } from '@lib/runtime/client';
import type {
  DcganCheckpoint,
  DcganSettings,
  MnistSource,
  SavedDcgan,
} from '@lib/runtime/protocol';
import type { Archive } from '@lib/storage/archive';
import type { BackendChoiceName } from './controls';
import { hasNetworks, heldSettings, liveSettings, parseDraft, remainingSteps } from './derived';
import type { Action, DcganState, Quality } from './state';

/** The part of the client that a cell needs; tests pass a fake. */
export type Client = Pick<TrainingClient, keyof TrainingClient>;

export interface RunnerOptions {
  readonly getState: () => DcganState;
  readonly dispatch: (action: Action) => void;
  /** Called on the first command that needs the worker, so that a page doesn't load it before. */
  readonly createClient: () => Promise<Client>;
  /** Called when weights are to be saved or loaded. */
  readonly loadArchive: () => Promise<Archive>;
}

interface OpenOptions {
  readonly backend?: BackendChoiceName;
  readonly source?: MnistSource;
  readonly checkpoint?: DcganCheckpoint | null;
  readonly weights?: SavedDcgan;
}

export class DcganRunner {
  private loading: Promise<Client> | null = null;
  private loaded: Client | null = null;
  /** Counts the workers given up; what an older one still had under way is dropped. */
  private generation = 0;
  /** Commands run one after the other: a second press waits for the first. */
  private last: Promise<unknown> = Promise.resolve();
  /** Kept until a session has taken it up, so that a failed restart can be tried again. */
  private rescued: DcganCheckpoint | null = null;

  constructor(private readonly options: RunnerOptions) {}

  /** Train until paused or finished, opening a session first if there is none. */
  async run(): Promise<void> {
    await this.command(async (settings) => {
      if (!(await this.ensureOpen(settings))) return;
      if (remainingSteps(this.state, settings) === 0) {
        this.inform(
          '設定したエポック数を終えています。エポック数を増やすと続きから、リセットするとはじめから学習できます。',
        );
        return;
      }
      await this.update(settings);
      await (await this.client()).start();
    });
  }

  /** Do one adversarial step, opening a session first if there is none. */
  async step(): Promise<void> {
    await this.command(async (settings) => {
      if (!(await this.ensureOpen(settings))) return;
      await this.update(settings);
      this.options.dispatch({ type: 'stepping' });
      await (await this.client()).step();
    });
  }

  async pause(): Promise<void> {
    if (this.state.phase !== 'running') return;
    this.options.dispatch({ type: 'stopping' });
    await this.guarded(async () => (await this.client()).pause());
  }

  /** Fresh weights from the present settings; gives up a first opening that is under way. */
  async reset(): Promise<void> {
    if (this.state.phase === 'preparing') {
      if (!this.state.session) this.close('準備をキャンセルしました。');
      return;
    }
    await this.command(async (settings) => {
      await this.open(settings, {});
    });
  }

  /** A fresh run from the present settings, in place of one that is under way. */
  async restart(): Promise<void> {
    await this.command(async (settings) => {
      if (await this.open(settings, {})) await (await this.client()).start();
    });
  }

  /** Go on from the last state known to be good, with the present settings. */
  async resume(): Promise<void> {
    await this.command(async (settings) => {
      if (!this.canResume) return;
      this.rescued ??= await (await this.client()).checkpoint('last-good');
      if (!this.rescued) throw new Error('再開できる状態が残っていません。リセットしてください。');
      if (await this.open(heldSettings(this.state, settings), { checkpoint: this.rescued })) {
        await (await this.client()).start();
      }
    });
  }

  /** Go back to the last state whose images were varied, and on from there with the present settings. */
  async rewind(): Promise<void> {
    await this.command(async (settings) => {
      const client = await this.client();
      if (this.state.phase === 'running') await client.pause();
      const checkpoint = await client.checkpoint('healthy');
      if (!checkpoint) throw new Error('戻れる状態が残っていません。リセットしてください。');
      if (await this.open(heldSettings(this.state, settings), { checkpoint })) await client.start();
    });
  }

  /** The reading comes as an event. */
  async measureQuality(): Promise<void> {
    await this.look(async (client) => {
      await client.measureQuality();
      return {};
    });
  }

  /** @param index of a sample, from 0 */
  async inspectSample(index: number): Promise<void> {
    await this.look(async (client) => ({ inspected: await client.inspectSample(index) }));
  }

  async bestSamples(): Promise<void> {
    await this.look(async (client) => ({ best: await client.bestSamples() }));
  }

  /** Use another backend: now, with the run as it stands, or for the next run. */
  async changeBackend(backend: BackendChoiceName): Promise<void> {
    if (this.isLive) await this.moveRun({ backend });
    else this.forNextRun({ backend });
  }

  /** Train on the reader's own IDX files, the networks of a run under way staying as they are. */
  async useFiles(files: readonly File[]): Promise<void> {
    const source = await this.guarded(async (): Promise<MnistSource> => {
      return { kind: 'files', files: await readFiles(files) };
    });
    if (!source) return;
    if (this.state.failure) {
      this.forNextRun({ source });
      this.inform('次に学習を始めるときに、選んだファイルの画像を使います。');
      return;
    }
    if (!(await this.moveRun({ source }))) return;
    const { session, step } = this.state;
    const continued =
      'ネットワークは引き継いでいます。はじめから学習するにはリセットしてください。';
    this.inform(
      `ファイルの画像${session?.info.images.count ?? ''}枚に切り替えました。${step > 0 ? continued : ''}`,
    );
  }

  async useShippedImages(): Promise<void> {
    const source: MnistSource = { kind: 'shipped' };
    if (this.isLive) await this.moveRun({ source });
    else this.forNextRun({ source });
  }

  /** Take up changed settings in the run that is under way, if they can be. */
  async applySettings(): Promise<void> {
    const parsed = parseDraft(this.state.draft);
    if (parsed.ok && this.isLive) await this.guarded(() => this.update(parsed.settings));
  }

  /** Both networks as they are, or `null` if there are none. Rejects if the worker ends meanwhile. */
  async networks(): Promise<SavedDcgan | null> {
    return hasNetworks(this.state) && this.loaded ? this.loaded.saveWeights() : null;
  }

  /** Both networks as one zip, or `null` if there are none. */
  async weightsZip(): Promise<Blob | null> {
    return this.guarded(async () => {
      const { pack } = await this.options.loadArchive();
      const zip = await pack(await (await this.client()).saveWeights());
      return new Blob([zip], { type: 'application/zip' });
    });
  }

  /** Put saved weights into both networks, opening a session first if there is none. */
  async loadWeights(files: readonly File[]): Promise<void> {
    await this.command(async (settings) => {
      const { unpack } = await this.options.loadArchive();
      const weights = await unpack(await readFiles(files));
      if (this.isLive) await (await this.client()).loadWeights(weights);
      else if (!(await this.open(settings, { weights }))) return;
      this.inform(`${files.map(({ name }) => name).join('、')}の重みを読み込みました。`);
    });
  }

  /** End the worker; what was drawn stays. */
  close(text: string | null): void {
    this.generation += 1;
    this.last = Promise.resolve();
    this.rescued = null;
    this.loaded?.dispose();
    const notice = text === null ? null : ({ tone: 'info', text } as const);
    this.options.dispatch({ type: 'closed', notice });
  }

  /** Look into the networks as they are, one thing at a time. */
  private async look(job: (client: Client) => Promise<Partial<Quality>>): Promise<void> {
    if (!hasNetworks(this.state) || this.state.quality.isBusy) return;
    const { dispatch } = this.options;
    dispatch({ type: 'looked', quality: { isBusy: true } });
    const seen = await this.guarded(async () => job(await this.client()));
    dispatch({ type: 'looked', quality: { ...seen, isBusy: false } });
  }

  private get state(): DcganState {
    return this.options.getState();
  }

  private get canResume(): boolean {
    const { failure } = this.state;
    return failure !== null && failure.lastGoodStep !== null;
  }

  private get isLive(): boolean {
    return this.state.session !== null && !this.state.failure;
  }

  private async client(): Promise<Client> {
    this.loading ??= this.options.createClient();
    try {
      this.loaded = await this.loading;
      return this.loaded;
    } catch (error) {
      // A network that failed once may not fail again.
      this.loading = null;
      throw error;
    }
  }

  private async ensureOpen(settings: DcganSettings): Promise<boolean> {
    return this.isLive || this.open(settings, {});
  }

  private forNextRun(change: Pick<OpenOptions, 'backend' | 'source'>): void {
    const surroundings = { ...this.state.surroundings, ...change };
    this.options.dispatch({ type: 'surroundings', surroundings });
  }

  /** Carry the run, if there is one, over to another backend or other images. */
  private async moveRun(change: Pick<OpenOptions, 'backend' | 'source'>): Promise<boolean> {
    const isMoved = await this.command(async (settings) => {
      const wasRunning = this.state.phase === 'running';
      const client = await this.client();
      if (wasRunning) await client.pause();
      const checkpoint = this.isLive ? await client.checkpoint('present') : null;
      const isOpened = await this.open(heldSettings(this.state, settings), {
        ...change,
        checkpoint,
      });
      // If another could not be opened, the older session is still there.
      if (wasRunning && this.isLive) await client.start();
      return isOpened;
    });
    return isMoved ?? false;
  }

  /** @returns whether a session is open; if not, the reader has been told why */
  private async open(settings: DcganSettings, options: OpenOptions): Promise<boolean> {
    const { dispatch } = this.options;
    const { generation } = this;
    const { surroundings, failure } = this.state;
    const { backend = surroundings.backend, source = surroundings.source } = options;
    const { checkpoint, weights } = options;
    const fromStep = checkpoint?.step ?? null;
    dispatch({ type: 'opening', surroundings: { backend, source }, fromStep });
    try {
      const client = await this.client();
      if (generation !== this.generation) return false;
      // A worker whose GPU went away is of no more use.
      if (failure && failure.kind !== 'diverged') client.dispose();
      const info = await client.open({
        settings,
        backend,
        source,
        ...(checkpoint ? { checkpoint } : {}),
        ...(weights ? { weights } : {}),
      });
      if (generation !== this.generation) return false;
      this.rescued = null;
      dispatch({ type: 'opened', info, settings });
      return true;
    } catch (error) {
      if (generation !== this.generation) return false;
      dispatch({ type: 'open-failed', message: messageOf(error) });
      return false;
    }
  }

  private async update(settings: DcganSettings): Promise<void> {
    await (await this.client()).update(liveSettings(settings));
    this.options.dispatch({ type: 'updated', settings: heldSettings(this.state, settings) });
  }

  /** Queue a command that needs valid settings. */
  private command<Result>(
    job: (settings: DcganSettings) => Promise<Result>,
  ): Promise<Result | null> {
    const { generation } = this;
    const result = this.last.then(() => {
      if (generation !== this.generation) return null;
      const parsed = parseDraft(this.state.draft);
      if (parsed.ok) return this.guarded(() => job(parsed.settings));
      this.refuse('設定に使えない値があるので、実行しませんでした。赤い印の欄を直してください。');
      return null;
    });
    this.last = result;
    return result;
  }

  /** Run a job and show the reader the error it may end in; an ended worker's is dropped. */
  private async guarded<Result>(job: () => Promise<Result>): Promise<Result | null> {
    const { generation } = this;
    try {
      return await job();
    } catch (error) {
      const isOurDoing = error instanceof Error && error.name === 'WorkerEnded';
      if (generation === this.generation && !isOurDoing) this.refuse(messageOf(error));
      return null;
    }
  }

  private inform(text: string): void {
    this.options.dispatch({ type: 'notice', notice: { tone: 'info', text } });
  }

  private refuse(text: string): void {
    this.options.dispatch({ type: 'notice', notice: { tone: 'error', text } });
  }
}

async function readFiles(files: readonly File[]) {
  return Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
