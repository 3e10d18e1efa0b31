import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { cellFoot } from '@components/cells/notebook/cell-foot';
import { CellList } from '@components/cells/notebook/cell-list';
import { newCell, type NotebookCell } from '@components/cells/notebook/cell-state';
import { TakeHome } from '@components/cells/notebook/take-home';
import { writeSafetensors } from '@lib/export/safetensors';
import type { Checkpoint } from '@lib/training/trainer';
import { beforeEach, expect, test, vi } from 'vitest';

const { pack, download } = vi.hoisted(() => ({ pack: vi.fn(), download: vi.fn() }));
vi.mock('@lib/export/packing', () => ({ packTakeHome: pack }));
vi.mock('@components/cells/kit/download', () => ({ download }));

const settings = {
  kind: 'notebook',
  log: { steps: [1], charts: { 損失: { 生成器: [0.5] } } },
  networks: {
    G: { topology: {}, weights: [{ name: 'dense/kernel', shape: [1, 2] }], averages: null },
  },
  optimizers: {},
};
const checkpoint = {
  step: 40,
  settings: settings as unknown,
  metrics: { step: 40 },
  optimizerSteps: {},
  randomStates: {},
  arrays: { 'G/0': Float32Array.of(1, 2) },
};

function open(kept: unknown = settings) {
  const origin = { id: 'loop', title: '学習ループ', file: null, original: 'train();' };
  const cells = new CellList([{ ...newCell(origin), keptStep: 40 }]);
  const run = { checkpoint: { ...checkpoint, settings: kept }, code: 'train();' };
  const written: Checkpoint[] = [];
  const takeHome = new TakeHome(cells, {
    runsOf: () => Promise.resolve(['dcgan']),
    keptRun: () => Promise.resolve(run),
    replaceRun: (_cell, _name, state) => Promise.resolve(void written.push(state)),
  });
  const cell = () => cells.get('loop') as NotebookCell;
  const text = () => {
    const commands = { takeHome: {} } as Parameters<typeof cellFoot>[1];
    return collectResultSync(render(cellFoot(cell(), commands))).replace(/<!--.*?-->/g, '');
  };
  return { cells, cell, takeHome, text, written };
}

beforeEach(() => {
  download.mockReset();
  pack.mockReset().mockResolvedValue({
    fileName: 'notebook-dcgan-step40-pytorch.zip',
    type: 'application/zip',
    bytes: Uint8Array.of(1, 2),
    contents: ['train.py'],
    toRewrite: ['損失をPythonに書き直してください。'],
    remarks: [],
  });
});

test('a kept training becomes a file, which says what is to be rewritten before it is saved', async () => {
  const { takeHome, text, cells } = open();
  expect(text()).toMatch(/ステップ40まで進んだ学習があります[^]*持ち帰る/);
  await takeHome.toggle('loop');
  await takeHome.make('loop');
  expect(pack).toHaveBeenCalledWith(
    expect.objectContaining({
      format: 'pytorch',
      about: expect.objectContaining({ name: 'notebook-dcgan', title: '学習ループ' }) as unknown,
    }),
  );
  expect(text()).toContain('損失をPythonに書き直してください。');
  expect(download).not.toHaveBeenCalled();
  takeHome.save('loop');
  expect(download).toHaveBeenCalledWith(expect.any(Blob), 'notebook-dcgan-step40-pytorch.zip');
  takeHome.choose('loop', { format: 'keras' });
  takeHome.save('loop');
  expect(download).toHaveBeenCalledTimes(1);
  cells.change('loop', { phase: 'fresh' });
  expect(text()).toMatch(/ステップ40まで学習しました/);
  expect(text()).not.toContain('続きから</');
});

test('one of an older version cannot be taken home, and says why', async () => {
  const { takeHome, cell } = open({ kind: 'notebook', values: {} });
  await takeHome.toggle('loop');
  await takeHome.make('loop');
  expect(pack).not.toHaveBeenCalled();
  expect(cell().notice?.text).toContain('持ち帰れません');
  expect(cell().takeHome).toMatchObject({ isBusy: false, made: null });
});

test('weights come back into the kept training, which can be had as it was', async () => {
  const { takeHome, cell, text, written } = open();
  await takeHome.toggle('loop');
  expect(text()).toContain('重みを読み込む');
  const file = (shape: readonly number[]) => {
    const tensors = { 'G.0.kernel': { shape, values: Float32Array.of(7, 8) } };
    return new File([writeSafetensors({ tensors, metadata: {} })], 'a.safetensors');
  };
  await takeHome.load('loop', [file([2, 1])]);
  await takeHome.load('loop', [new File(['nothing'], 'b.safetensors')]);
  expect(written).toEqual([]);
  expect(cell().notice?.text).toContain('「b.safetensors」をsafetensorsとして読めません');
  await takeHome.load('loop', [file([1, 2])]);
  expect(written.map(({ arrays }) => arrays['G/0'])).toEqual([Float32Array.of(7, 8)]);
  expect(cell().notice?.text).toContain('「a.safetensors」の重みを');
  cell()
    .notice?.actions?.find(({ label }) => label === '取り消す')
    ?.act();
  await vi.waitFor(() => {
    expect(written.at(-1)?.arrays['G/0']).toEqual(Float32Array.of(1, 2));
  });
});
