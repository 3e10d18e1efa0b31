/** What a page's notebook keeps from one visit to the next: texts, outputs, trainings. */
import * as v from 'valibot';
import { readOutput } from '@lib/notebook/outputs';
import { textHash } from '@lib/storage/database/checksum';
import { openOrRemember, type SiteDatabase } from '@lib/storage/database/database';
import { EditingLock, type EditingState } from '@lib/storage/database/editing-lock';
import type { Version } from '@lib/storage/database/history';
import type { CellTexts } from './cell-state';
import type { Checkpoint } from '@lib/training/trainer';
import { editedMark } from './edited-mark';
import { blocksOf, outputsOf } from './kept-outputs';
import type { KeptText, Notebook, ReplacedBy } from './notebook';
import { TextKeeper } from './text-keeper';
import { TrainingKeeper } from './training-keeper';

const notebookName = 'code';

export interface PageKeepingOptions {
  readonly notebook: Notebook;
  /** For the reader, once. */
  readonly onProblem: (message: string) => void;
  readonly onEditing: (state: EditingState) => void;
  /** Added cells have come that the page has no place for yet. */
  readonly onTexts: () => void;
}

export class PageKeeping {
  private readonly opened: Promise<{ readonly database: SiteDatabase; readonly texts: TextKeeper }>;
  private lock: EditingLock | null = null;
  private told = new Set<string>();

  constructor(private readonly options: PageKeepingOptions) {
    this.opened = this.open();
  }

  /** Resolves once the texts of the last visit are in the notebook. */
  get ready(): Promise<unknown> {
    return this.opened;
  }

  changed(): void {
    void this.opened.then(({ texts }) => {
      texts.changed();
    });
  }

  leave(): void {
    void this.opened.then(({ texts }) => {
      texts.leave();
    });
  }

  replaced(cell: string, source: string, reason: ReplacedBy): void {
    void this.opened
      .then(({ database: { history } }) =>
        history.add({ notebook: notebookName, cell, source, reason }),
      )
      .catch(this.tell);
  }

  /** Earlier texts of a cell, the newest first. */
  async versions(cell: string): Promise<readonly Version[]> {
    const { database, texts } = await this.opened;
    await texts.flush();
    return database.history.list(notebookName, cell);
  }

  /** Whether this tab may change texts; asks for it the first time. */
  async mayEdit(): Promise<boolean> {
    await this.opened;
    this.lock ??= await this.openLock();
    return this.lock.state === 'here';
  }

  /** Edit in this tab instead of the other one. */
  async takeOver(): Promise<void> {
    await this.lock?.askForHandOver();
    await this.reload();
  }

  keepOutputs(id: string): void {
    const cell = this.options.notebook.cells.get(id);
    if (!cell) return;
    const outputs = outputsOf(cell.blocks);
    void this.opened
      .then(({ database: { outputs: store } }) => {
        if (outputs.length === 0) return store.delete(notebookName, id);
        editedMark.set(true);
        const hash = textHash(cell.text);
        return store.write(notebookName, id, { textHash: hash, inputsHash: '', blocks: outputs });
      })
      .catch(this.tell);
  }

  readonly trainings: TrainingKeeper = new TrainingKeeper({
    notebook: notebookName,
    openStore: () => import('@lib/storage/database/runs'),
    titleOf: (cell) => this.options.notebook.cells.get(cell)?.title ?? cell,
    textsOf: (cell) => this.options.notebook.runner.textsOf(cell),
    resumedFrom: (cell) => this.options.notebook.runner.resumedFrom(cell),
    facts: () => this.options.notebook.runner.facts,
    inform: (cell, text) => {
      this.options.notebook.cells.tell(cell, { tone: 'info', text });
    },
  });

  /** After a cell has ended: whether its training went wrong, and where it can go back to. */
  async lookAtTraining(id: string): Promise<void> {
    const { cells } = this.options.notebook;
    if (cells.get(id)?.failure?.name !== 'DivergedError') return;
    try {
      cells.change(id, { healthyStep: await this.trainings.diverged(id) });
    } catch (error) {
      this.tell(error);
    }
  }

  /** Let go of the trainings of a cell. */
  async forgetRuns(cell: string): Promise<void> {
    const { checkpoints } = (await this.opened).database;
    for (const { run } of await checkpoints.list()) {
      if (run.startsWith(this.trainings.runName(cell, ''))) await checkpoints.delete(run);
    }
    const none = { keptStep: null, keptWith: null, healthyStep: null, takeHome: null };
    this.options.notebook.cells.change(cell, none);
  }

  /** The names of a cell's kept trainings. */
  async runsOf(cell: string): Promise<readonly string[]> {
    const { checkpoints } = (await this.opened).database;
    const start = this.trainings.runName(cell, '');
    const all = await checkpoints.list();
    return all.flatMap(({ run }) => (run.startsWith(start) ? [run.slice(start.length)] : []));
  }

  /** A kept training, and the text of its cell as it was begun; `null` if it is gone. */
  async keptRun(cell: string, name: string) {
    const { readRun } = await import('@lib/storage/database/runs');
    const { value, problem } = await readRun(this.trainings.runName(cell, name));
    if (problem) throw new Error(problem);
    const [checkpoint] = value?.states ?? [];
    if (!checkpoint) return null;
    return { checkpoint, code: textsOfRun(cell, value?.begun)[cell] ?? '' };
  }

  /** Keep another state of a kept training; what it was begun with stays. */
  async replaceRun(cell: string, name: string, checkpoint: Checkpoint): Promise<void> {
    const { aboutRun, writeRun } = await import('@lib/storage/database/runs');
    const run = this.trainings.runName(cell, name);
    const { value } = await aboutRun(run);
    if (!value) throw new Error('この学習は、もう残っていません。');
    const { id, title, address, begun, backend, threads } = value;
    const about = { id, title, address, begun, backend, threads };
    // Who has given it may want it back.
    const states = [structuredClone(checkpoint)];
    await writeRun(run, about, { states, shown: null }, { isStrict: true });
  }

  private async open() {
    const { database, problem } = await openOrRemember();
    if (problem) this.options.onProblem(problem);
    const { notebook, onProblem } = this.options;
    const texts = new TextKeeper(database, {
      notebook: notebookName,
      cells: () => notebook.cells.all,
      onProblem,
      onConflict: (stored) => {
        this.take(stored);
        onProblem('別のタブで書きかえたコードにしました。こちらで書いたコードは残してあります。');
      },
      onWritten: () => this.lock?.tellWritten(),
    });
    try {
      const kept = await texts.read();
      if (kept.problem) onProblem(kept.problem);
      this.take(kept.texts);
      await this.recallOutputs(database);
      await this.recallRuns(database);
    } catch (error) {
      this.tell(error);
    }
    return { database, texts };
  }

  private take(texts: readonly KeptText[]): void {
    const { notebook, onTexts } = this.options;
    notebook.recall(texts);
    onTexts();
    for (const { id, base } of texts) {
      const original = notebook.cells.get(id)?.original ?? null;
      if (original !== null && base !== null && base !== textHash(original)) this.tellUpdate(id);
    }
  }

  /** The site's own code has changed under the reader's. */
  private tellUpdate(id: string): void {
    const { notebook } = this.options;
    const keep = () => {
      notebook.cells.change(id, { base: null, notice: null });
      this.changed();
    };
    const replace = () => {
      notebook.restore(id);
    };
    notebook.cells.tell(id, {
      tone: 'info',
      text: '元のコードが更新されました。いまは自分で書きかえたコードのままです。',
      actions: [
        { label: '自分の変更のまま', act: keep },
        { label: '新しいコードにする', act: replace },
      ],
    });
  }

  private async recallOutputs({ outputs }: SiteDatabase): Promise<void> {
    const { cells } = this.options.notebook;
    for (const { id, text, phase } of cells.all) {
      const kept = phase === 'idle' ? await outputs.read(notebookName, id, readOutput) : null;
      if (!kept || cells.get(id)?.phase !== 'idle') continue;
      const isOld = kept.textHash !== textHash(text);
      const from = isOld ? '前回の結果です。コードはその後に変わっています。' : '前回の結果です。';
      cells.change(id, { blocks: blocksOf(kept.blocks), from });
    }
  }

  private async recallRuns({ checkpoints }: SiteDatabase): Promise<void> {
    const { cells } = this.options.notebook;
    const kept = await checkpoints.list();
    for (const { run, step, begun, trouble } of kept.toSorted((a, b) => a.savedAt - b.savedAt)) {
      const owner = cells.all.find(({ id }) => run.startsWith(this.trainings.runName(id, '')));
      if (!owner) continue;
      const healthy = trouble && (await checkpoints.about(run, 'healthy')).value;
      const keptWith = textsOfRun(owner.id, begun);
      cells.change(owner.id, { keptStep: step, keptWith, healthyStep: healthy?.step ?? null });
    }
    this.options.notebook.runner.write();
  }

  private async openLock(): Promise<EditingLock> {
    return new Promise((resolve) => {
      const lock: EditingLock = new EditingLock({
        notebook: notebookName,
        onChange: (state) => {
          this.options.onEditing(state);
          // The first call comes from within the constructor at the earliest.
          queueMicrotask(() => {
            resolve(lock);
          });
        },
        beforeHandOver: async () => {
          await (await this.opened).texts.flush();
        },
        onWritten: () => void this.reload(),
      });
    });
  }

  /** Show what another tab has written. */
  private async reload(): Promise<void> {
    const { texts } = await this.opened;
    const { texts: stored } = await texts.read();
    const { cells } = this.options.notebook;
    const kept = new Set(stored.map(({ id }) => id));
    for (const { id, original, text, offer } of cells.all) {
      if (original !== null && text !== original && !offer && !kept.has(id))
        cells.change(id, { text: original, base: null });
    }
    this.take(stored);
  }

  private readonly tell = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    if (this.told.has(message)) return;
    this.told.add(message);
    this.options.onProblem(message);
  };
}

const ofRun = v.object({ texts: v.record(v.string(), v.string()) });
/** Of the cell alone, as earlier versions of the site have kept it. */
const ofCell = v.object({ text: v.string() });

/** The code that a training was kept with, by cells. */
function textsOfRun(cell: string, begun: unknown): CellTexts {
  if (v.is(ofRun, begun)) return begun.texts;
  return v.is(ofCell, begun) ? { [cell]: begun.text } : {};
}
