/**
 * The measurements of backends that the browser keeps from an earlier visit, so that a reader who comes
 * back need not wait for them. Only what was measured is kept, never what was lost on the way.
 */
import type { ProbeResult } from './choose';
import type { BackendName } from './report';

/** Counts up when another step is measured. */
const version = 1;
/** Milliseconds after which the machine is asked anew: drivers change, and it may have been busy. */
const lifetime = 7 * 24 * 3_600_000;
const key = 'backends';
const store = 'kept';

type Measured = readonly (readonly [BackendName, ProbeResult])[];

interface Entry {
  readonly version: number;
  /** What the browser tells of itself; another browser, or other headers, measure anew. */
  readonly machine: string;
  readonly at: number;
  readonly measured: Measured;
}

/** A key–value store; every call may reject. */
export interface RememberingStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  del(key: string): Promise<void>;
}

/** Never rejects: a browser without storage remembers nothing. */
export class RememberedMeasurements {
  constructor(
    private readonly open: () => Promise<RememberingStore>,
    private readonly now: () => number = Date.now,
  ) {}

  /** @returns `null` if nothing is kept of this machine, or only what is too old */
  async recall(): Promise<Pick<Entry, 'at' | 'measured'> | null> {
    try {
      const entry = (await (await this.open()).get(key)) as Partial<Entry> | undefined;
      if (entry?.version !== version || entry.machine !== machine()) return null;
      const { at = 0, measured = [] } = entry;
      const age = this.now() - at;
      return age >= 0 && age < lifetime ? { at, measured } : null;
    } catch {
      return null;
    }
  }

  async keep(measured: Measured): Promise<void> {
    const entry: Entry = { version, machine: machine(), at: this.now(), measured };
    await this.open()
      .then((store) => store.set(key, entry))
      .catch(() => undefined);
  }

  async forget(): Promise<void> {
    await this.open()
      .then((store) => store.del(key))
      .catch(() => undefined);
  }
}

function machine(): string {
  const { userAgent = '', hardwareConcurrency = 1 } = globalThis.navigator ?? {};
  const isIsolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated ?? false;
  return JSON.stringify([userAgent, hardwareConcurrency, isIsolated]);
}

/** In the browser's IndexedDB. */
export const remembered = new RememberedMeasurements(async () => {
  const { openDB } = await import('idb');
  // By itself: what is measured is no work of the reader's, and backends know of no other stores.
  const database = await openDB('hajimete-no-gan-backends', 1, {
    upgrade(created) {
      created.createObjectStore(store);
    },
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
    },
  });
  return {
    get: (name) => database.get(store, name) as Promise<unknown>,
    set: async (name, value) => void (await database.put(store, value, name)),
    del: (name) => database.delete(store, name),
  };
});
