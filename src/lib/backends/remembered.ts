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

type Measured = readonly (readonly [BackendName, ProbeResult])[];

interface Entry {
  readonly version: number;
  /** What the browser tells of itself; another browser, or other headers, measure anew. */
  readonly machine: string;
  readonly at: number;
  readonly measured: Measured;
}

/** A key–value store as `idb-keyval` offers it; every call may reject. */
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
  const { createStore, del, get, set } = await import('idb-keyval');
  const store = createStore('hajimete-no-gan-backends', 'kept');
  return {
    get: (name) => get<unknown>(name, store),
    set: (name, value) => set(name, value, store),
    del: (name) => del(name, store),
  };
});
