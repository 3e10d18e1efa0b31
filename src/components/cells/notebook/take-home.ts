/** The kept trainings of cells as files for other programs: made, shown, and only then saved; and back. */
import { refuseLarge } from '@lib/data/largest-content';
import { wordsOf } from '@lib/error-words';
import { download } from '../kit/download';
import { nothingTaken } from '../kit/take-home-state';
import type { TakeHomeCommands } from './cell-head';
import type { CellList } from './cell-list';
import type { RunsTakenHome } from './cell-state';
import type { PageKeeping } from './page-keeping';

export class TakeHome {
  private readonly blobs = new Map<string, Blob>();

  constructor(
    private readonly cells: CellList,
    private readonly keeping: Pick<PageKeeping, 'runsOf' | 'keptRun' | 'replaceRun'>,
    private readonly resume: (id: string) => void = () => undefined,
  ) {}

  /** Unfold the form, or fold it up. */
  async toggle(id: string): Promise<void> {
    this.blobs.delete(id);
    const isOpen = this.cells.get(id)?.takeHome !== null;
    if (isOpen) this.cells.change(id, { takeHome: null });
    else await this.open(id);
  }

  choose(id: string, chosen: Partial<Pick<RunsTakenHome, 'format' | 'lane'>>): void {
    this.blobs.delete(id);
    this.change(id, { ...chosen, made: null });
  }

  async make(id: string): Promise<void> {
    const { takeHome, title = id } = this.cells.get(id) ?? {};
    const name = takeHome?.runs[takeHome.lane];
    if (!takeHome || name === undefined) return;
    this.blobs.delete(id);
    this.change(id, { isBusy: true, made: null });
    try {
      const kept = await this.keeping.keptRun(id, name);
      if (!kept) throw new Error('この学習は、もう残っていません。');
      const { snapshotOfRun } = await import('@lib/notebook/run-snapshot');
      const { packTakeHome } = await import('@lib/export/packing');
      const { step } = kept.checkpoint;
      const { snapshot, ...own } = snapshotOfRun(kept.checkpoint, kept.code);
      const { bytes, type, ...file } = await packTakeHome({
        snapshot,
        format: takeHome.format,
        about: { title, name: fileName(name), ...own },
        hasShippedDigits: false,
      });
      // The reader may have chosen another one meanwhile.
      const now = this.cells.get(id)?.takeHome;
      if (now?.format !== takeHome.format || now.lane !== takeHome.lane) return;
      this.blobs.set(id, new Blob([bytes], { type }));
      this.change(id, { made: { ...file, size: bytes.length, step } });
    } catch (error) {
      this.tell(id, error);
    } finally {
      this.change(id, { isBusy: false });
    }
  }

  save(id: string): void {
    const blob = this.blobs.get(id);
    const made = this.cells.get(id)?.takeHome?.made;
    if (blob && made) download(blob, made.fileName);
  }

  /** Put the weights of a safetensors file into a kept training. One that does not fit changes nothing. */
  async load(id: string, [file]: readonly File[]): Promise<void> {
    const { takeHome } = this.cells.get(id) ?? {};
    const name = takeHome?.runs[takeHome.lane];
    if (!file || name === undefined) return;
    this.change(id, { isBusy: true });
    try {
      refuseLarge([file]);
      const kept = await this.keeping.keptRun(id, name);
      if (!kept) throw new Error('この学習は、もう残っていません。');
      const { readSafetensors } = await import('@lib/export/safetensors');
      const { withWeights } = await import('@lib/notebook/run-weights');
      const tensors = readSafetensors(file.name, new Uint8Array(await file.arrayBuffer()));
      const { checkpoint } = kept;
      await this.keeping.replaceRun(id, name, withWeights(checkpoint, tensors, file.name));
      this.tellLoaded(id, file.name, async () => {
        await this.keeping.replaceRun(id, name, checkpoint);
      });
    } catch (error) {
      this.tell(id, error);
    } finally {
      this.change(id, { isBusy: false });
    }
  }

  private tellLoaded(id: string, file: string, takeBack: () => Promise<void>): void {
    const undo = async () => {
      try {
        await takeBack();
        this.cells.tell(id, { tone: 'info', text: '読み込む前の学習に戻しました。' });
      } catch (error) {
        this.tell(id, error);
      }
    };
    this.cells.tell(id, {
      tone: 'info',
      text: `「${file}」の重みを、残っている学習に読み込みました。「続きから」を押すと、この重みから学習します。`,
      actions: [
        {
          label: '続きから',
          act: () => {
            this.resume(id);
          },
        },
        { label: '取り消す', act: () => void undo() },
      ],
    });
  }

  private async open(id: string): Promise<void> {
    try {
      const runs = await this.keeping.runsOf(id);
      this.cells.change(id, { takeHome: { ...nothingTaken, runs } });
    } catch (error) {
      this.tell(id, error);
    }
  }

  private change(id: string, change: Partial<RunsTakenHome>): void {
    const takeHome = this.cells.get(id)?.takeHome;
    if (takeHome) this.cells.change(id, { takeHome: { ...takeHome, ...change } });
  }

  private tell(id: string, error: unknown): void {
    this.cells.tell(id, { tone: 'error', text: wordsOf(error) });
  }
}

/** What the reader of a cell can do with its trainings, once the page's notebook is there. */
export function takeHomeCommands(
  takeHome: () => TakeHome | undefined,
  cell: () => string,
): TakeHomeCommands {
  return {
    onToggle: () => void takeHome()?.toggle(cell()),
    onChoose: (chosen) => takeHome()?.choose(cell(), chosen),
    onMake: () => void takeHome()?.make(cell()),
    onSave: () => takeHome()?.save(cell()),
    onFiles: (files) => void takeHome()?.load(cell(), files),
  };
}

/** ASCII letters, digits and hyphens, as files of other cells have. */
function fileName(run: string): string {
  const safe = run.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return ['notebook', safe].filter((part) => part !== '').join('-');
}
