import type { Lane, Watch } from '../models/family';
import type { RunEvent } from './protocol';
import { Throttle } from '../throttle';

interface Entry {
  readonly name: string;
  readonly watch: Watch;
  readonly throttle: Throttle;
  hasFailed: boolean;
}

/** What is looked at while a run goes on, each at intervals of its own. */
export class Watches {
  private readonly entries: readonly Entry[];
  private isClosed = false;

  /** @param watches by the names that the cell knows them by */
  constructor(
    watches: Readonly<Record<string, Watch>>,
    private readonly emit: (event: RunEvent) => void | Promise<void>,
    now: () => number = () => performance.now(),
  ) {
    this.entries = Object.entries(watches).map(([name, watch]) => ({
      name,
      watch,
      throttle: new Throttle(now, watch.pacing),
      hasFailed: false,
    }));
  }

  /** Look at those that are due. */
  async offer(lanes: readonly (Lane | null)[]): Promise<void> {
    for (const entry of this.entries) {
      if (entry.throttle.isDue) await this.tryLook(entry, lanes);
    }
  }

  /** Look at those that tell of a run that stands still. */
  async showAtRest(lanes: readonly (Lane | null)[]): Promise<void> {
    for (const entry of this.entries) {
      if (entry.watch.isShownAtRest) await this.tryLook(entry, lanes);
    }
  }

  /** @throws if there is no such watch, or in Japanese if it cannot look */
  look(name: string, lanes: readonly (Lane | null)[]): Promise<unknown> {
    const entry = this.find(name);
    if (!entry) throw new Error(`this session has no watch "${name}"`);
    return this.lookAt(entry, lanes);
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  watch<Kind extends Watch>(name: string): Kind | null {
    return (this.find(name)?.watch as Kind | undefined) ?? null;
  }

  /** From now on nothing is told, not even what is being looked at. */
  close(): void {
    this.isClosed = true;
  }

  dispose(): void {
    for (const { watch } of this.entries) watch.dispose?.();
  }

  private find(name: string): Entry | undefined {
    return this.entries.find((entry) => entry.name === name);
  }

  /** One that fails is left out until it is asked for: training must not end because of it. */
  private async tryLook(entry: Entry, lanes: readonly (Lane | null)[]): Promise<void> {
    if (entry.hasFailed || this.isClosed) return;
    try {
      await this.lookAt(entry, lanes);
    } catch {
      entry.hasFailed = true;
    }
  }

  private async lookAt(entry: Entry, lanes: readonly (Lane | null)[]): Promise<unknown> {
    const { name, watch, throttle } = entry;
    throttle.begin();
    const looked = watch.look(lanes);
    // Without waiting where there is nothing to wait for.
    const value = looked instanceof Promise ? await looked : looked;
    throttle.done();
    entry.hasFailed = false;
    const step = lanes.find((lane) => lane !== null)?.step ?? 0;
    if (value !== null && !this.isClosed) void this.emit({ type: 'watch', name, step, value });
    return value;
  }
}
