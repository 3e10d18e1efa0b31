/**
 * Whatever happens to its tabs, no text older than half a second is lost, and a kept run is whole. More
 * schedules: `SCHEDULES=20000 npm run unit tests/unit/components/cells/notebook/nothing-lost.test.ts`.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newCell, type NotebookCell } from '@components/cells/notebook/cell-state';
import { TextKeeper } from '@components/cells/notebook/text-keeper';
import { databaseOf, type SiteDatabase } from '@lib/storage/database/database';
import { MemoryRecords } from '@lib/storage/database/memory';
import type { Access, Records, TransactionOptions } from '@lib/storage/database/records';
import { StorageRefused } from '@lib/storage/database/refusal';
import { FakeFiles, fakeLocalStorage } from '../../../support/databases';

const schedules = Number(process.env['SCHEDULES'] ?? 500);
/** Milliseconds after which a text is safe, and that a transaction takes at the most. */
const [safeAfter, slowest] = [500, 40];
const about = { id: 'a', title: '', address: '/', begun: {}, backend: 'wasm', threads: 1 };
const cellIds = ['one', 'two'] as const;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The browser's disk, which outlives its tabs. */
class Disk {
  readonly records = new MemoryRecords();
  readonly files = new FakeFiles();
  isFull = false;
  /** When it was full last. */
  wasFull = -Infinity;
  latency = 1;
}

/** A tab's connection: what is under way when the tab ends is never done. */
class Connection implements Records {
  readonly isReadOnly = false;
  isDead = false;

  constructor(private readonly disk: Disk) {}

  transact<Result>(
    options: TransactionOptions,
    job: (access: Access) => Promise<Result>,
  ): Promise<Result> {
    if (this.isDead) return new Promise(() => undefined);
    return this.disk.records.transact(options, async (access) => {
      const put: Access['put'] = (...record) =>
        this.disk.isFull
          ? Promise.reject(new StorageRefused('空き容量が足りません。', true))
          : access.put(...record);
      const result = await job({ ...access, put });
      await new Promise((done) => setTimeout(done, this.disk.latency));
      if (this.isDead) throw new Error('the tab has ended');
      return result;
    });
  }

  close(): void {
    // Nothing is open.
  }
}

interface Typed {
  readonly cell: string;
  readonly text: string;
  readonly at: number;
  /** Written to the journal, whatever its age. */
  isNoted: boolean;
}

class Tab {
  readonly connection: Connection;
  readonly database: SiteDatabase;
  readonly problems: string[] = [];
  private cells: readonly NotebookCell[] = cellIds.map((id) =>
    newCell({ id, title: id, file: null, original: 'original' }),
  );
  readonly keeper: TextKeeper;
  typed: Typed[] = [];

  constructor(private readonly disk: Disk) {
    this.connection = new Connection(disk);
    this.database = databaseOf(this.connection, disk.files);
    this.keeper = new TextKeeper(this.database, {
      notebook: 'code',
      cells: () => this.cells,
      onProblem: (message) => this.problems.push(message),
      onConflict: (stored) => {
        this.show(stored);
      },
    });
  }

  textOf(cell: string): string {
    return this.cells.find(({ id }) => id === cell)?.text ?? '';
  }

  async open(): Promise<this> {
    const reading = this.keeper.read();
    await vi.advanceTimersByTimeAsync(10 * slowest);
    this.show((await reading).texts);
    return this;
  }

  private show(texts: readonly { readonly id: string; readonly text: string }[]): void {
    this.cells = this.cells.map((cell) => {
      const text = texts.find(({ id }) => id === cell.id)?.text ?? cell.original ?? '';
      return { ...cell, text };
    });
  }

  type(cell: string, text: string): void {
    this.cells = this.cells.map((each) => (each.id === cell ? { ...each, text } : each));
    this.typed.push({ cell, text, at: Date.now(), isNoted: false });
    this.keeper.changed();
  }

  leave(): void {
    this.keeper.leave();
    for (const one of this.typed) one.isNoted = true;
  }

  /** @returns of each cell what must be found from now on: one text of each of these */
  end(): readonly (readonly string[])[] {
    this.connection.isDead = true;
    return cellIds.flatMap((id) => {
      const its = this.typed.filter(({ cell }) => cell === id);
      const safe = its.findLastIndex(
        ({ at, isNoted }) =>
          isNoted || (Date.now() - at > safeAfter && this.disk.wasFull < at && !this.disk.isFull),
      );
      return safe < 0 ? [] : [its.slice(safe).map(({ text }) => text)];
    });
  }
}

const deed = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('type' as const), fc.nat(1), fc.nat(1)) },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constant('wait' as const), fc.integer({ min: 1, max: 900 })),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant('keep' as const), fc.nat(1), fc.boolean()) },
  ...(['hide', 'reload', 'crash'] as const).map((kind) => ({
    ...{ weight: 1, arbitrary: fc.tuple(fc.constant(kind), fc.nat(1)) },
  })),
  { weight: 1, arbitrary: fc.tuple(fc.constant('full' as const), fc.boolean()) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant('slow' as const), fc.integer({ min: 0, max: slowest })),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer Each> ? Each : never;

function run(step: number) {
  const arrays = { kernel: new Float32Array(4).fill(step), bias: Float32Array.of(step) };
  const rest = { optimizerSteps: {}, settings: {}, metrics: { step }, randomStates: {} };
  return { states: [{ step, arrays, ...rest }], shown: null };
}

class World {
  private readonly disk = new Disk();
  private tabs: Tab[] = [];
  private wanted: (readonly string[])[] = [];
  /** Texts that a reader has changed further. */
  private readonly seen = new Set<string>();
  private count = 0;
  /** Steps of the run that were begun to be kept, and the last that is known to be. */
  private begun: number[] = [];
  private done = 0;

  async begin(): Promise<void> {
    this.tabs = [await new Tab(this.disk).open(), await new Tab(this.disk).open()];
  }

  async do([kind, first, second]: Deed): Promise<void> {
    if (kind === 'wait') await vi.advanceTimersByTimeAsync(first);
    else if (kind === 'slow') this.disk.latency = first;
    else if (kind === 'full') this.fill(first);
    else if (kind === 'type') this.type(first, second);
    else if (kind === 'keep') this.keep(first, second);
    else if (kind === 'hide') this.tabs[first]?.leave();
    else await this.replace(first, kind === 'reload');
  }

  async end(): Promise<void> {
    this.fill(false);
    for (const tab of this.tabs) tab.leave();
    await vi.advanceTimersByTimeAsync(50 * slowest);
    for (const tab of this.tabs) this.wanted.push(...tab.end());
    const { database, keeper } = await new Tab(this.disk).open();
    const found = keeper.read().then(({ texts }) => texts.map(({ text }) => text));
    const versions = cellIds.map((id) => database.history.list('code', id));
    const kept = database.checkpoints.read('run');
    await vi.advanceTimersByTimeAsync(50 * slowest);
    const texts = new Set([
      ...this.seen,
      ...(await found),
      ...(await Promise.all(versions)).flat().map(({ source }) => source),
    ]);
    for (const group of this.wanted)
      expect(
        group.some((text) => texts.has(text)),
        `${group.join(' or ')} is lost`,
      ).toBe(true);
    this.checkRun((await kept).value);
  }

  private checkRun(value: Awaited<ReturnType<SiteDatabase['checkpoints']['read']>>['value']): void {
    if (!value) {
      expect(this.done).toBe(0);
      return;
    }
    expect(this.begun).toContain(value.step);
    expect(value.step).toBeGreaterThanOrEqual(this.done);
    expect(value.states).toEqual(run(value.step).states);
  }

  private fill(isFull: boolean): void {
    if (this.disk.isFull) this.disk.wasFull = Date.now();
    this.disk.isFull = isFull;
  }

  private type(at: number, cellAt: number): void {
    const tab = this.tabs[at];
    const cell = cellIds[cellAt];
    if (!tab || !cell) return;
    // Who types over another tab's text has seen it.
    const before = tab.textOf(cell);
    if (!tab.typed.some(({ text }) => text === before)) this.seen.add(before);
    tab.type(cell, `text ${++this.count}`);
  }

  private keep(at: number, wasHealthy: boolean): void {
    const step = ++this.count;
    this.begun.push(step);
    void this.tabs[at]?.database.checkpoints.write('run', about, run(step), { wasHealthy }).then(
      () => (this.done = Math.max(this.done, step)),
      (error: unknown) => {
        if (!(error instanceof StorageRefused) && String(error) !== 'Error: the tab has ended')
          this.failures.push(error);
      },
    );
  }

  readonly failures: unknown[] = [];

  private async replace(at: number, isReload: boolean): Promise<void> {
    const tab = this.tabs[at];
    if (!tab) return;
    if (isReload) tab.leave();
    this.wanted.push(...tab.end());
    this.tabs[at] = await new Tab(this.disk).open();
  }
}

test('no schedule loses a text or breaks a kept run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 40 }), async (deeds) => {
      fakeLocalStorage();
      const world = new World();
      await world.begin();
      for (const each of deeds) await world.do(each);
      await world.end();
      expect(world.failures).toEqual([]);
    }),
    { numRuns: schedules, seed: 1 },
  );
}, 300_000);
