/** Has the worker draw what the state asks for, and never more than one thing at a time. */
import type { LatentClient } from '@lib/runtime/latent/client';
import type { GeneratorSource } from '@lib/runtime/latent/protocol';
import { WorkerEnded } from '@lib/runtime/session-worker';
import type { Archive } from '@lib/storage/archive';
import { describeKept, type GeneratorShelf } from '../shared/kept-generator';
import { planOf } from './plan';
import { sampleCount } from './settings';
import type { Action, LatentState } from './state';

/** The part of the client that the cell needs; tests pass a fake. */
export type Client = Pick<LatentClient, 'open' | 'draw' | 'dispose'>;

export interface RunnerOptions {
  readonly getState: () => LatentState;
  readonly dispatch: (action: Action) => void;
  readonly createClient: () => Promise<Client>;
  readonly loadArchive: () => Promise<Archive>;
  readonly shelf: Pick<GeneratorShelf, 'look' | 'forget'>;
}

export class LatentRunner {
  private client: Client | null = null;
  private isDrawing = false;
  /** What is drawn, or about to be, as settings, groups and samples. */
  private wanted: readonly unknown[] = [];
  private source: GeneratorSource = { kind: 'shipped' };
  /** What the source is, if it is the reader's own. */
  private ownGenerator: string | null = null;
  /** Counts openings; what an older one still had under way is dropped. */
  private generation = 0;

  constructor(private readonly options: RunnerOptions) {}

  /** Load the generator and draw the samples. */
  async open(): Promise<void> {
    const { dispatch, getState, createClient } = this.options;
    const generation = ++this.generation;
    dispatch({ type: 'opening' });
    try {
      this.client ??= await createClient();
      const samples = await this.client.open({
        source: this.source,
        seed: getState().settings.seed,
        count: sampleCount,
      });
      if (generation !== this.generation) return;
      dispatch({ type: 'opened', samples, ownGenerator: this.ownGenerator });
      await this.draw();
    } catch (error) {
      if (generation === this.generation) this.report(error);
    }
  }

  /** Use the generator in a file that the DCGAN cell saved. */
  async useFiles(files: readonly File[]): Promise<void> {
    try {
      const { unpack } = await this.options.loadArchive();
      const named = await Promise.all(
        files.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })),
      );
      const { generator } = await unpack(named);
      const name = files.map((file) => file.name).join('、');
      await this.use({ kind: 'saved', network: generator }, name);
    } catch (error) {
      this.report(error);
    }
  }

  /** Find out whether the browser keeps a generator of the reader's. */
  async lookForKept(): Promise<void> {
    this.options.dispatch({ type: 'kept', kept: await this.options.shelf.look() });
  }

  /** Use the generator that the browser keeps of the reader's last run. */
  async useKept(): Promise<void> {
    // By now another tab may have kept another one, or deleted it.
    await this.lookForKept();
    const { about, problem } = this.options.getState().kept;
    if (about) await this.use({ kind: 'kept' }, `あなたが学習させたもの（${describeKept(about)}）`);
    else this.report(new Error(problem ?? '学習させた生成器はもうこのブラウザに残っていません。'));
  }

  /** Delete the generator that the browser keeps; if it is in use, the site's takes its place. */
  async forgetKept(): Promise<void> {
    try {
      await this.options.shelf.forget();
      const wasInUse = this.source.kind === 'kept';
      this.options.dispatch({ type: 'forgotten', wasInUse });
      if (!wasInUse) return;
      [this.source, this.ownGenerator] = [{ kind: 'shipped' }, null];
      if (this.options.getState().phase === 'ready') await this.open();
    } catch (error) {
      this.report(error);
    }
  }

  async useShipped(): Promise<void> {
    this.source = { kind: 'shipped' };
    this.ownGenerator = null;
    await this.open();
  }

  /** One that cannot be used leaves the one before. */
  private async use(source: GeneratorSource, name: string): Promise<void> {
    const before = [this.source, this.ownGenerator] as const;
    [this.source, this.ownGenerator] = [source, name];
    await this.open();
    if (this.options.getState().ownGenerator !== name) [this.source, this.ownGenerator] = before;
  }

  /** Draw what the state asks for; while something is being drawn, only the newest wish counts. */
  async draw(): Promise<void> {
    if (this.isDrawing || !this.client) return;
    this.isDrawing = true;
    try {
      for (;;) {
        const { settings, groups, samples, phase } = this.options.getState();
        const wanted = [settings, groups, samples];
        if (phase !== 'ready' || !samples) break;
        if (wanted.every((part, i) => part === this.wanted[i])) break;
        this.wanted = wanted;
        const plan = planOf(settings, groups, samples);
        if (!plan) continue;
        const { generation } = this;
        const noise = Float32Array.from(plan.noise.flatMap((z) => [...z]));
        const digits = await this.client.draw(noise);
        if (generation === this.generation) this.options.dispatch({ type: 'drawn', plan, digits });
      }
    } catch (error) {
      this.report(error);
    } finally {
      this.isDrawing = false;
    }
  }

  /** End the worker; what was drawn stays on the screen. */
  close(): void {
    this.generation += 1;
    this.client?.dispose();
    this.client = null;
    this.wanted = [];
    this.options.dispatch({ type: 'closed' });
  }

  private report(error: unknown): void {
    if (error instanceof WorkerEnded) return;
    const text = error instanceof Error ? error.message : String(error);
    this.options.dispatch({ type: 'failed', text });
  }
}
