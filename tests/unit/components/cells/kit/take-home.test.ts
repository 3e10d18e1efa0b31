import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import dcgan from '@components/cells/dcgan-cell/cell';
import duel from '@components/cells/loss-duel/cell';
import { takeHomePanel } from '@components/cells/kit/take-home-panel';
import type { CellTypes } from '@components/cells/kit/cell-state';
import type { CellView } from '@components/cells/kit/declaration';
import { FakeCell } from '../../../support/fake-session-client';

const { pack, download } = vi.hoisted(() => ({ pack: vi.fn(), download: vi.fn() }));
vi.mock('@lib/export/packing', () => ({ packTakeHome: pack }));
vi.mock('@components/cells/kit/download', () => ({ download }));

const made = {
  fileName: 'dcgan-step10-pytorch.zip',
  type: 'application/zip',
  bytes: Uint8Array.of(1, 2, 3),
  contents: ['train.py', 'run.safetensors'],
  toRewrite: ['生成器の損失は、Pythonに書き直してください。'],
  remarks: ['重みの移動平均は、値だけがファイルに入ります。'],
};

beforeEach(() => {
  pack.mockReset().mockResolvedValue(made);
  download.mockReset();
});

const shown = <T extends CellTypes>({ state, controller, declaration }: FakeCell<T>) =>
  collectResultSync(
    render(
      takeHomePanel({ state, commands: controller.shared, declaration } as unknown as CellView<T>),
    ),
  ).replace(/<!--.*?-->/g, '');

async function makeOne<T extends CellTypes>(cell: FakeCell<T>): Promise<void> {
  cell.controller.shared.makeTakeHome();
  await vi.waitFor(() => {
    expect(cell.state.takeHome.isBusy).toBe(false);
  });
}

describe('taking a run home', () => {
  it('makes a file, says what it lacks, and saves only then', async () => {
    const cell = await new FakeCell(dcgan.declaration).run();
    await makeOne(cell);
    expect(cell.takeCalls()).toEqual(['snapshot 0']);
    expect(pack).toHaveBeenCalledWith(
      expect.objectContaining({ format: 'pytorch', hasShippedDigits: true }),
    );
    expect(download).not.toHaveBeenCalled();
    const text = shown(cell);
    for (const said of ['書き換えが必要な所：1', ...made.toRewrite, ...made.remarks, '3バイト']) {
      expect(text).toContain(said);
    }
    cell.controller.shared.saveTakeHome();
    expect(download).toHaveBeenCalledWith(expect.any(Blob), made.fileName);
  });

  it('forgets the file when another is chosen', async () => {
    const cell = await new FakeCell(dcgan.declaration).run();
    await makeOne(cell);
    cell.controller.shared.chooseTakeHome({ format: 'keras' });
    expect(cell.state.takeHome).toMatchObject({ format: 'keras', made: null });
    cell.controller.shared.saveTakeHome();
    expect(download).not.toHaveBeenCalled();
  });

  it('asks which of two GANs', async () => {
    const cell = await new FakeCell(duel.declaration).run();
    cell.state = {
      ...cell.state,
      session: cell.state.session && { ...cell.state.session, parameters: [{}, {}] },
    };
    expect(shown(cell)).toMatch(/どのGANか[^]*飽和する損失[^]*飽和しない損失/);
    cell.controller.shared.chooseTakeHome({ lane: 1 });
    await makeOne(cell);
    expect(cell.takeCalls()).toEqual(['snapshot 1']);
  });

  it('tells why there is none', async () => {
    pack.mockRejectedValue(new Error('層「GRU」を書き換える規則がありません。'));
    const cell = await new FakeCell(dcgan.declaration).run();
    await makeOne(cell);
    expect(cell.state.takeHome.made).toBeNull();
    expect(cell.state.notice).toEqual({
      tone: 'error',
      text: '層「GRU」を書き換える規則がありません。',
    });
  });

  it('asks nothing of a cell that has no networks', async () => {
    const cell = new FakeCell(dcgan.declaration);
    await makeOne(cell);
    expect([cell.created, pack.mock.calls.length]).toEqual([0, 0]);
  });
});
