import { afterEach, describe, expect, it, vi } from 'vitest';
import dcgan from '@components/cells/dcgan-cell/cell';
import { lostRuns, RunAtStake } from '@components/cells/kit/leaving';
import line from '@components/cells/line-gan/cell';
import { FakeCell } from '../../../support/fake-session-client';

/** A cell whose run went on for so many seconds by the page's clock. */
async function ranFor(seconds: number, module: typeof dcgan | typeof line = dcgan) {
  let now = 0;
  const stake = new RunAtStake(() => now);
  const cell = new FakeCell(module.declaration as typeof dcgan.declaration);
  const { dispatch } = cell;
  cell.dispatch = (action) => {
    dispatch(action);
    stake.follow(action, cell.state);
  };
  await cell.controller.run();
  now += 1000 * seconds;
  const isWorthKeeping = () => stake.isWorthKeeping(cell.state);
  return { cell, isWorthKeeping };
}

describe('leaving the page', () => {
  it.each([dcgan, line])('asks while a run goes on, and while it rests', async (module) => {
    const { cell, isWorthKeeping } = await ranFor(15, module);
    expect(isWorthKeeping()).toBe(true);
    await cell.controller.pause();
    expect(isWorthKeeping()).toBe(true);
  });

  it('asks of a run that has ended, or can be resumed', async () => {
    const { cell, isWorthKeeping } = await ranFor(15);
    cell.client.send({ type: 'status', status: 'finished' });
    expect(isWorthKeeping()).toBe(true);
    const failure = { type: 'failure', kind: 'diverged', message: '発散しました。' } as const;
    cell.client.send({ ...failure, lastGoodStep: 10 });
    expect(isWorthKeeping()).toBe(true);
    cell.client.send({ ...failure, lastGoodStep: null });
    expect(isWorthKeeping()).toBe(false);
  });

  it('does not ask of some seconds, of a fresh run after a long one, nor of none', async () => {
    expect((await ranFor(5)).isWorthKeeping()).toBe(false);
    const { cell, isWorthKeeping } = await ranFor(15);
    await cell.controller.changeBackend('cpu');
    expect(isWorthKeeping()).toBe(true);
    await cell.controller.reset();
    expect(isWorthKeeping()).toBe(false);
    const other = await ranFor(15);
    other.cell.controller.close();
    expect(other.isWorthKeeping()).toBe(false);
  });
});

describe('coming back', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('tells once how far the lost run had come', () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
    lostRuns.note('line-gan', 1234);
    expect(lostRuns.tell('plane-gan')).toBeNull();
    expect(lostRuns.tell('line-gan')).toContain('ステップ1,234まで');
    expect(lostRuns.tell('line-gan')).toBeNull();
    lostRuns.note('line-gan', 5);
    lostRuns.note('line-gan', null);
    expect(lostRuns.tell('line-gan')).toBeNull();
  });

  it('says nothing where nothing can be stored', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
    lostRuns.note('line-gan', 5);
    expect(lostRuns.tell('line-gan')).toBeNull();
  });
});
