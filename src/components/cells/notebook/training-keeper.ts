/** Keeps the trainings of a notebook's cells, and gives them back to be gone on with. */
import type {
  AboutRun,
  KeptRun,
  RunRecord,
  Slot,
  Trouble,
  WriteOptions,
} from '@lib/storage/database/checkpoints';
import { textHash } from '@lib/storage/database/checksum';
import { wellFor } from '@lib/storage/database/healthy';
import type { Checkpoint } from '@lib/training/trainer';
import { otherBackend } from '../kit/other-backend';
import type { CellTexts } from './cell-state';
import type { CheckpointKeeper, KernelFacts } from './kernel/kernel';

interface Found<Value> {
  readonly value: Value | null;
  readonly problem: string | null;
}

/** The store; every call rejects in Japanese. */
export interface TrainingStore {
  writeRun(run: string, about: RunRecord, kept: KeptRun, options: WriteOptions): Promise<void>;
  readRun(run: string, slot: Slot): Promise<Found<KeptRun & AboutRun>>;
  aboutRun(run: string, slot: Slot): Promise<Found<AboutRun>>;
  markRun(run: string, trouble: Trouble): Promise<void>;
}

export interface TrainingKeeperOptions {
  readonly notebook: string;
  readonly openStore: () => Promise<TrainingStore>;
  readonly titleOf: (cell: string) => string;
  /** What a cell runs: its text, and those of the cells that it needs. */
  readonly textsOf: (cell: string) => CellTexts;
  /** The state that a cell's trainings are to go on from; `null` to begin. */
  readonly resumedFrom: (cell: string) => Slot | null;
  readonly facts: () => Pick<KernelFacts, 'backend' | 'threads'> | null;
  readonly inform: (cell: string, text: string) => void;
  /** Milliseconds from any fixed origin. */
  readonly now?: () => number;
}

/** What a run of this visit has last left in its slot of the newest. */
interface Left {
  readonly step: number;
  readonly at: number;
}

export class TrainingKeeper implements CheckpointKeeper {
  private readonly left = new Map<string, Left | null>();
  private readonly now: () => number;

  constructor(private readonly options: TrainingKeeperOptions) {
    this.now = options.now ?? (() => performance.now());
  }

  async keep(cell: string, name: string, checkpoint: Checkpoint): Promise<void> {
    const run = this.runName(cell, name);
    const title = this.options.titleOf(cell);
    const texts = this.options.textsOf(cell);
    const { backend = '', threads = null } = this.options.facts() ?? {};
    const address = `${this.options.notebook}/#cell-${cell}`;
    const id = textHash(JSON.stringify(texts));
    const about = { id, title, address, begun: { texts }, backend, threads };
    const { step } = checkpoint;
    const before = this.left.get(run);
    const isBegun = before === undefined || (before !== null && step <= before.step);
    const { writeRun } = await this.options.openStore();
    const at = this.now();
    // A loss that is not finite ends a run before it is kept.
    const wasHealthy = !isBegun && before !== null && at - before.at >= wellFor;
    const kept = { states: [checkpoint], shown: null };
    await writeRun(run, about, kept, { isAnother: isBegun, wasHealthy });
    this.left.set(run, { step, at });
  }

  async kept(cell: string, name: string): Promise<Checkpoint | null> {
    const run = this.runName(cell, name);
    this.left.delete(run);
    const slot = this.options.resumedFrom(cell);
    if (slot === null) return null;
    const { readRun } = await this.options.openStore();
    const { value, problem } = await readRun(run, slot);
    if (problem !== null) this.options.inform(cell, problem);
    const [state] = value?.states ?? [];
    if (!value || !state) return null;
    // What is newest after a healthy state is no good: it is never to be one itself.
    this.left.set(run, slot === 'last' ? { step: state.step, at: this.now() } : null);
    this.tellOtherBackend(cell, value);
    return state;
  }

  async keptStep(cell: string, name: string): Promise<number | null> {
    const { aboutRun } = await this.options.openStore();
    return (await aboutRun(this.runName(cell, name), 'last')).value?.step ?? null;
  }

  /** A cell's training has come to numbers that are not finite. @returns the step to go back to; `null` for none */
  async diverged(cell: string): Promise<number | null> {
    const { markRun, aboutRun } = await this.options.openStore();
    let step: number | null = null;
    for (const run of this.left.keys()) {
      if (!run.startsWith(this.runName(cell, ''))) continue;
      await markRun(run, 'diverged');
      step ??= (await aboutRun(run, 'healthy')).value?.step ?? null;
    }
    return step;
  }

  runName(cell: string, name: string): string {
    return `notebook:${this.options.notebook}:${cell}:${name}`;
  }

  private tellOtherBackend(cell: string, { backend }: RunRecord): void {
    const facts = this.options.facts();
    if (!facts || backend === '' || facts.backend === backend) return;
    this.options.inform(cell, otherBackend);
  }
}
