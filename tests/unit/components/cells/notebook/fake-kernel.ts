import type { CellEnd, KernelCell, NotebookKernel } from '@components/cells/notebook/kernel/kernel';
import type { CellOutput } from '@lib/notebook/outputs';

/** A kernel that computes nothing: the test ends each run as it likes. */
export class FakeKernel implements NotebookKernel {
  readonly ran: string[] = [];
  /** Codes whose files are to come early. */
  readonly expected: string[] = [];
  readonly forgotten: string[] = [];
  onOutput: (output: CellOutput) => void = () => undefined;
  private finish: ((end: CellEnd) => void) | null = null;

  /** @param isInstant whether every run ends well by itself */
  constructor(private readonly isInstant = true) {}

  ready() {
    return Promise.resolve({ rung: 'isolated', threads: 2, backend: 'wasm', line: '' } as const);
  }

  expect(codes: readonly string[]): void {
    this.expected.push(...codes);
  }

  run({ id }: KernelCell, onOutput: (output: CellOutput) => void): Promise<CellEnd> {
    this.ran.push(id);
    this.onOutput = onOutput;
    if (this.isInstant) return Promise.resolve({ kind: 'done', ms: 10, tensors: 0, consumed: [] });
    return new Promise((resolve) => (this.finish = resolve));
  }

  end(end: Partial<CellEnd> = {}): void {
    this.finish?.({ kind: 'done', ms: 10, tensors: 0, consumed: [], ...end });
    this.finish = null;
  }

  stop(): Promise<void> {
    this.end({ kind: 'stopped' });
    return Promise.resolve();
  }

  forget(ids: readonly string[]): void {
    this.forgotten.push(...ids);
  }

  dispose(): void {
    this.finish = null;
  }
}
