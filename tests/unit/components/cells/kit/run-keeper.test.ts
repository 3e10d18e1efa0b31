import { describe, expect, it, vi } from 'vitest';
import dcgan from '@components/cells/dcgan-cell/cell';
import { RunAtStake } from '@components/cells/kit/leaving';
import type { Offer } from '@components/cells/kit/kept-run';
import { RunKeeper, type RunStore } from '@components/cells/kit/run-keeper';
import { memoryDatabase } from '@lib/storage/database/database';
import { StorageRefused } from '@lib/storage/database/refusal';
import { FakeCell, frameAt } from '../../../support/fake-session-client';

/** A browser's storage that stays while pages come and go. */
function storage() {
  const { checkpoints, records } = memoryDatabase();
  let refusal: Error | null = null;
  const store: RunStore = {
    look: (run, slot) => checkpoints.about(run, slot),
    write: (...written) => (refusal ? Promise.reject(refusal) : checkpoints.write(...written)),
    read: (run, slot) => checkpoints.read(run, slot),
    mark: (run, trouble) => checkpoints.mark(run, trouble),
    delete: (run) => checkpoints.delete(run),
  };
  return {
    store,
    checkpoints,
    damage: () =>
      records.transact({ stores: ['checkpoints'], mode: 'readwrite' }, async (access) => {
        const key = ['dcgan-cell', 'last'];
        const record = await access.get('checkpoints', key);
        const list = [{ lane: 0, name: 'gone', length: 1, crc: 0 }];
        await access.put('checkpoints', key, { ...(record as object), arrays: list });
      }),
    refuse: (error: Error | null) => {
      refusal = error;
    },
  };
}

/** The cell on a page of its own. */
function page(store: RunStore, locks?: Pick<LockManager, 'request'>) {
  let now = 0;
  const cell = new FakeCell(dcgan.declaration);
  const atStake = new RunAtStake(() => now);
  const told: string[] = [];
  let offer: Offer | null = null;
  const keeper = new RunKeeper({
    element: 'dcgan-cell',
    title: 'DCGAN',
    store,
    getState: () => cell.state,
    states: () => cell.controller.states(),
    atStake,
    health: dcgan.declaration.health,
    onOffer: (offered) => {
      offer = offered;
    },
    inform: (text) => told.push(text),
    now: () => now,
    locks,
  });
  const { dispatch } = cell;
  cell.dispatch = (action) => {
    const before = cell.state;
    dispatch(action);
    atStake.follow(action, cell.state);
    keeper.follow(action, before);
  };
  return {
    cell,
    keeper,
    atStake,
    told,
    get offer() {
      return offer;
    },
    pass: (milliseconds: number, step = 10) => {
      now += milliseconds;
      cell.client.send(frameAt(step));
    },
  };
}

const keptStep = async ({ checkpoints }: ReturnType<typeof storage>) =>
  (await checkpoints.about('dcgan-cell')).value?.step ?? null;

/** A page whose run was paused at step 10, and is kept. */
async function pausedAt10(kept: ReturnType<typeof storage>) {
  const first = page(kept.store);
  await first.cell.run(10);
  await first.cell.controller.pause();
  await vi.waitFor(async () => {
    expect(await keptStep(kept)).toBe(10);
  });
  return first;
}

describe('a run', () => {
  it('is kept when it pauses, and offered on the next visit', async () => {
    const kept = storage();
    const first = await pausedAt10(kept);

    const second = page(kept.store);
    expect(await second.keeper.look()).toBe(true);
    expect(second.offer?.step).toBe(10);
    const run = await second.keeper.take();
    expect(run?.backend).toBe('wasm');
    if (run) await second.cell.controller.goOn(run);
    expect(second.cell.client.requests[0]).toMatchObject({
      backend: 'wasm',
      from: { kind: 'checkpoints' },
    });
    expect(second.cell.state.curves).toEqual(first.cell.state.curves);
    expect(second.cell.state.step).toBe(10);
    expect(second.cell.state.phase).toBe('running');
    expect(second.offer).toBeNull();
  });

  it('is kept now and then while it goes on, and when its page is hidden', async () => {
    const kept = storage();
    const { cell, keeper, pass } = page(kept.store);
    await cell.run(10);
    pass(9_000);
    expect(await keptStep(kept)).toBeNull();
    pass(2_000);
    await vi.waitFor(async () => {
      expect(await keptStep(kept)).toBe(10);
    });
    await kept.checkpoints.delete('dcgan-cell');
    keeper.hidden();
    await vi.waitFor(async () => {
      expect(await keptStep(kept)).toBe(10);
    });
  });

  it('asks no question when it is left, once it is kept', async () => {
    const kept = storage();
    const { cell, atStake, pass } = page(kept.store);
    await cell.run(10);
    pass(60_000);
    expect(atStake.isWorthKeeping(cell.state)).toBe(true);
    await cell.controller.pause();
    await vi.waitFor(() => {
      expect(atStake.isWorthKeeping(cell.state)).toBe(false);
    });
  });

  it('takes the place of an older one only after a while', async () => {
    const kept = storage();
    await pausedAt10(kept);
    const { id } = (await kept.checkpoints.about('dcgan-cell')).value ?? {};
    const second = page(kept.store);
    await second.keeper.look();
    await second.cell.run(10);
    await second.cell.controller.pause();
    await Promise.resolve();
    expect((await kept.checkpoints.about('dcgan-cell')).value?.id).toBe(id);
    await second.cell.run(10);
    second.pass(20_000);
    await vi.waitFor(async () => {
      expect((await kept.checkpoints.about('dcgan-cell')).value?.id).not.toBe(id);
    });
  });

  it('goes on where nothing can be kept, which is said once', async () => {
    const kept = storage();
    kept.refuse(new StorageRefused('空き容量が足りません。', true));
    const { cell, told, pass } = page(kept.store);
    await cell.run(10);
    pass(11_000);
    await vi.waitFor(() => {
      expect(told).toEqual(['空き容量が足りません。学習はこのまま続けられます。']);
    });
    pass(60_000);
    await cell.controller.pause();
    expect(cell.state.phase).toBe('paused');
    expect(told).toHaveLength(1);
    // Room has been made.
    kept.refuse(null);
    await cell.run(10);
    await cell.controller.pause();
    await vi.waitFor(async () => {
      expect(await keptStep(kept)).toBe(10);
    });
  });

  it('of a tab that trains the same cell beside another is not kept', async () => {
    const kept = storage();
    const request = vi.fn((...[, , job]: [string, LockOptions, LockGrantedCallback<unknown>]) =>
      Promise.resolve(job(null)),
    );
    const { cell } = page(kept.store, { request } as unknown as LockManager);
    await cell.run(10);
    await cell.controller.pause();
    expect(await keptStep(kept)).toBeNull();
    expect(request.mock.calls[0]?.[0]).toBe('run:dcgan-cell');
  });

  it('can be deleted; of another version of the site it is left alone', async () => {
    const kept = storage();
    await pausedAt10(kept);
    const { states } = (await kept.checkpoints.read('dcgan-cell')).value ?? { states: [] };
    const about = { id: 'x', title: '', address: '', begun: {}, backend: 'wasm', threads: 1 };
    await kept.checkpoints.write('dcgan-cell', about, { states, shown: {} });
    const second = page(kept.store);
    await second.keeper.look();
    expect(await second.keeper.take()).toBeNull();
    expect(second.told[0]).toContain('別の版');
    expect(await keptStep(kept)).toBe(10);
    await second.keeper.forget();
    expect(await keptStep(kept)).toBeNull();
    expect(second.offer).toBeNull();
  });

  describe('that has gone wrong', () => {
    /** A look at the images. */
    const measured = (healthyStep: number | null, isCollapsed = false) => ({
      ...({ type: 'watch', name: 'quality', step: 1 } as const),
      value: { healthyStep, collapse: isCollapsed ? { cause: 'classes', since: 1 } : null },
    });
    const both = async ({ checkpoints }: ReturnType<typeof storage>) => {
      const slots = ['last', 'healthy'] as const;
      const found = await Promise.all(slots.map((slot) => checkpoints.about('dcgan-cell', slot)));
      return found.map(({ value }) => value && [value.step, value.trouble]);
    };
    const failure = { type: 'failure', kind: 'diverged', message: '', lastGoodStep: null } as const;

    /** Kept at steps 10, 20 and so on, each 60 s after the one before, with what was seen of them. */
    async function keptAt(kept: ReturnType<typeof storage>, looks: ReturnType<typeof measured>[]) {
      const visit = page(kept.store);
      await visit.cell.run(5);
      for (const [i, look] of looks.entries()) {
        visit.cell.client.keptStep = 10 * (i + 1);
        visit.cell.client.send(look);
        visit.pass(60_000, 10 * (i + 1));
        await vi.waitFor(async () => {
          expect(await keptStep(kept)).toBe(10 * (i + 1));
        });
      }
      return visit;
    }

    it('can be gone back with to where it was seen to be well', async () => {
      const kept = storage();
      const looks = [measured(null), measured(15), measured(15, true), measured(15, true)];
      const { cell } = await keptAt(kept, looks);
      // Of 20 and 30 nothing good is known.
      expect(await both(kept)).toEqual([
        [40, 'collapsed'],
        [10, null],
      ]);
      cell.controller.close();

      const next = page(kept.store);
      await next.keeper.look();
      expect(next.offer).toMatchObject({ step: 40, trouble: 'collapsed', healthyStep: 10 });
      const run = await next.keeper.take('healthy');
      expect(run?.states[0]?.step).toBe(10);
      if (run) await next.cell.controller.goOn(run);
      expect(next.cell.state.step).toBe(10);
      next.cell.client.keptStep = 12;
      next.pass(20_000, 12);
      // The one that went wrong gives way, and does not count as a good one.
      await vi.waitFor(async () => {
        expect(await both(kept)).toEqual([
          [12, null],
          [10, null],
        ]);
      });
    });

    it('to numbers that are not finite is marked, and not offered as if it were well', async () => {
      const kept = storage();
      const { cell } = await keptAt(kept, [measured(5), measured(15)]);
      cell.client.send(failure);
      await vi.waitFor(async () => {
        expect(await both(kept)).toEqual([
          [20, 'diverged'],
          [10, null],
        ]);
      });
      const next = page(kept.store);
      await next.keeper.look();
      expect(next.offer).toMatchObject({ step: 20, trouble: 'diverged', healthyStep: 10 });
    });

    it('of which the newest state cannot be read is offered as it was before', async () => {
      const kept = storage();
      await keptAt(kept, [measured(5), measured(15)]);
      await kept.damage();
      const next = page(kept.store);
      await next.keeper.look();
      expect(next.offer).toMatchObject({ step: 20, healthyStep: null });
      expect(await next.keeper.take()).toBeNull();
      expect(next.told[0]).toContain('別にしてあります');
      expect(next.offer).toMatchObject({ step: 10, slot: 'healthy' });
      expect((await next.keeper.take('healthy'))?.states[0]?.step).toBe(10);
    });
  });

  it('goes on with another backend where its own is gone, and says what that means', async () => {
    const kept = storage();
    await pausedAt10(kept);
    const second = page(kept.store);
    const run = await second.keeper.take();
    if (!run) throw new Error('there is none');
    await second.cell.controller.goOn({ ...run, backend: 'webgpu' });
    expect(second.cell.client.requests[0]).toMatchObject({
      ...{ backend: 'webgpu', takesAnyBackend: true },
    });
    expect(second.cell.state.notice?.text).toContain('少しずつ別の数値になります');
    expect(second.cell.state.surroundings.backend).toBe('auto');
    expect(second.cell.state).toMatchObject({ phase: 'running', step: 10 });
  });
});
