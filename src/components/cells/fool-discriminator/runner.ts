/** What the pad's runner does in the cell of the fooled discriminators. */
import type { JudgingClient } from '@lib/runtime/judging/client';
import type { JudgeName } from '@lib/runtime/judging/protocol';
import type { SavedDcgan } from '@lib/runtime/protocol';
import type { Archive } from '@lib/storage/archive';
import { PadRunner } from '../digit-pad/pad-runner';
import { imageOf } from '../digit-pad/picture';
import { foolControls } from './settings';
import type { Action, FoolState, Hearing } from './state';

/** The part of the client that the cell needs; tests pass a fake. */
export type Client = Pick<JudgingClient, 'open' | 'picture' | 'judge' | 'dispose'>;

export interface RunnerOptions {
  readonly getState: () => FoolState;
  readonly dispatch: (action: Action) => void;
  readonly createClient: () => Promise<Client>;
  readonly loadArchive: () => Promise<Archive>;
}

type Wish = readonly [
  drawing: FoolState['drawing'],
  settings: FoolState['settings'],
  steps: readonly JudgeName[],
];

/** Runs the judges, the reader's own among them once there are files. */
export class FoolRunner {
  private own: { readonly saved: SavedDcgan; readonly fileName: string } | null = null;
  private readonly runner: PadRunner<Client, Wish, Hearing | null>;

  constructor(private readonly options: RunnerOptions) {
    const { getState, dispatch, createClient } = options;
    this.runner = new PadRunner({
      getPhase: () => getState().phase,
      onPhase: (phase) => {
        dispatch({ type: 'phase', phase });
      },
      createClient,
      open: async (client) => {
        const { own } = this;
        const accounts = await client.open(own?.saved ?? null);
        return () => {
          dispatch({ type: 'opened', accounts, fileName: own?.fileName ?? null });
        };
      },
      wish: (): Wish => {
        const { drawing, settings, steps } = getState();
        return [drawing, settings, steps];
      },
      fulfil: judge,
      onResult: (hearing) => {
        dispatch({ type: 'judged', hearing });
      },
      onFailure: (text) => {
        dispatch({ type: 'problem', text });
      },
    });
  }

  run(): Promise<void> {
    return this.runner.run();
  }

  runAnew(): Promise<void> {
    return this.runner.runAnew();
  }

  close(): void {
    this.runner.close();
  }

  /** Let the discriminator of a file that the DCGAN cell saved judge, in the late one's place. */
  async useFiles(files: readonly File[]): Promise<void> {
    const before = this.own;
    try {
      const { unpack } = await this.options.loadArchive();
      const named = await Promise.all(
        files.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })),
      );
      const saved = await unpack(named);
      this.own = { saved, fileName: files.map(({ name }) => name).join('、') };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.options.dispatch({ type: 'problem', text });
      return;
    }
    await this.runner.open();
    // One that cannot be used leaves the one before.
    if (this.options.getState().fileName !== this.own.fileName) this.own = before;
  }

  async useShipped(): Promise<void> {
    this.own = null;
    await this.runner.open();
  }
}

async function judge(
  client: Client,
  [drawing, { source, seed }, steps]: Wish,
): Promise<Hearing | null> {
  const image =
    source === 'drawn' ? imageOf(drawing) : await client.picture({ kind: source, seed });
  if (!image) return null;
  return { original: image, name: nameOf(source), judgement: await client.judge({ image, steps }) };
}

/** An image's kind, for the reader. */
function nameOf(source: FoolState['settings']['source']): string {
  return foolControls.source.options.find(({ value }) => value === source)?.label ?? '';
}
