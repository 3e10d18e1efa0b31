import { describe, expect, it, vi } from 'vitest';
import dcgan from '@components/cells/dcgan-cell/cell';
import { warm } from '@components/cells/kit/warm';
import { FakeCell } from '../../../support/fake-session-client';

const dcganCell = () => new FakeCell(dcgan.declaration);

describe('a worker at hand', () => {
  it('is there for a run, and none is made for a cell that has one', async () => {
    const cell = dcganCell();
    await warm(cell.controller);
    await warm(cell.controller);
    expect(cell.state.phase).toBe('idle');
    await cell.controller.run();
    await warm(cell.controller);
    expect(cell.takeCalls()).toEqual(['prepare', 'open', 'start']);
    expect(cell.created).toBe(1);
  });

  it('is let go after a minute in which nobody presses', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const [left, used] = [dcganCell(), dcganCell()];
      await warm(left.controller);
      await warm(used.controller);
      await used.controller.run();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(left.takeCalls()).toEqual(['prepare', 'dispose']);
      expect(used.takeCalls()).not.toContain('dispose');
    } finally {
      vi.useRealTimers();
    }
  });

  it('that could not be made ready says nothing until the reader presses', async () => {
    const cell = dcganCell();
    cell.loadError = new Error('HTTP 404');
    await warm(cell.controller);
    expect(cell.state.notice).toBeNull();
    await cell.controller.run();
    expect(cell.state.phase).toBe('running');
  });
});
