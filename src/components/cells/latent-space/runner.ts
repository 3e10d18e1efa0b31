/** Has the worker draw what the state asks for, and never more than one thing at a time. */
import type { LatentClient } from '@lib/runtime/latent/client';
import type { GeneratorSource } from '@lib/runtime/latent/protocol';
import { WorkerEnded } from '@lib/runtime/session-worker';
import type { Archive } from '@lib/storage/archive';
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
}

export class LatentRunner {
  private client: Client | null = null;
  private isDrawing = false;
  /** What is drawn, or about to be, as settings, groups and samples. */
  private wanted: readonly unknown[] = [];
  private source: GeneratorSource = { kind: 'shipped' };
  private fileName: string | null = null;
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
      dispatch({ type: 'opened', samples, fileName: this.fileName });
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
      const before = [this.source, this.fileName] as const;
      this.source = { kind: 'saved', network: generator };
      this.fileName = files.map(({ name }) => name).join('、');
      await this.open();
      // One that cannot be used leaves the one before.
      if (this.options.getState().fileName !== this.fileName) {
        [this.source, this.fileName] = before;
      }
    } catch (error) {
      this.report(error);
    }
  }

  async useShipped(): Promise<void> {
    this.source = { kind: 'shipped' };
    this.fileName = null;
    await this.open();
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
