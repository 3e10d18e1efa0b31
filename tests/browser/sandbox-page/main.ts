/** A page with nothing but a kernel, for the tests of the sandbox. */
import { createKernel } from '@components/cells/notebook/kernel/sandbox-kernel';
import type { CellEnd, NotebookKernel } from '@components/cells/notebook/kernel/kernel';
import type { CellOutput } from '@lib/notebook/outputs';
import type { Checkpoint } from '@lib/training/trainer';

export interface RunRecord {
  readonly end: CellEnd;
  readonly outputs: readonly CellOutput[];
  /** From the press to the first output that shows something, and to the end. */
  readonly firstMs: number | null;
  readonly totalMs: number;
}

declare global {
  interface Window {
    kernel: NotebookKernel;
    lost: string[];
    late: Record<string, CellOutput[]>;
    /** Run a body as a cell that gives out `defines`. */
    runCell(id: string, body: string, defines?: readonly string[]): Promise<RunRecord>;
  }
}

const checkpoints = new Map<string, Checkpoint>();
window.lost = [];
window.late = {};
window.kernel = createKernel({
  keeper: {
    keep: async (cell, name, checkpoint) => void checkpoints.set(`${cell}/${name}`, checkpoint),
    kept: async (cell, name) => checkpoints.get(`${cell}/${name}`) ?? null,
    keptStep: async (cell, name) => checkpoints.get(`${cell}/${name}`)?.step ?? null,
  },
  onLost: (reason) => window.lost.push(reason),
});

const tools =
  'tf, gan, take, give, guard, show, print, showImages, table, plot, progress, training, checkpointed, stopped';

window.runCell = async (id, body, defines = []) => {
  const getters = defines.map((name) => `${name}: () => ${name}`).join(', ');
  const code = `export default async ({ ${tools} }) => { give({ ${getters} });\n${body}\n}`;
  const outputs: CellOutput[] = [];
  window.late[id] = outputs;
  const began = performance.now();
  let firstMs: number | null = null;
  const end = await window.kernel.run({ id, code, defines, uses: [] }, (output) => {
    if (output.kind !== 'status') firstMs ??= performance.now() - began;
    outputs.push(output);
  });
  return { end, outputs: [...outputs], firstMs, totalMs: performance.now() - began };
};
