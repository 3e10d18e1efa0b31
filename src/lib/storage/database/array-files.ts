/**
 * Files of a run's arrays beside the database, in the origin's private file system: tens of megabytes are
 * there in a fraction of the time that IndexedDB takes. A file never changes; which ones are in use, the
 * database's checkpoints say.
 */
import { refusalOf } from './refusal';

export interface ArrayFiles {
  /** Whether files can be written here: in the workers of a browser that has them. */
  readonly canWrite: boolean;
  /** Do something while no other tab writes or clears away. */
  alone<Result>(job: () => Promise<Result>): Promise<Result>;
  /**
   * Write a new file; resolves once all of it is on the disk.
   *
   * @returns whether it could be; not where the browser refuses files altogether
   * @throws in Japanese if there is no more room
   */
  write(name: string, parts: readonly Uint8Array<ArrayBuffer>[]): Promise<boolean>;
  /** @returns `null` if it is not there */
  read(name: string): Promise<ArrayBuffer | null>;
  /** Delete all but these; within {@link alone}. Never rejects: what is left, the next one clears away. */
  keepOnly(names: ReadonlySet<string>): Promise<void>;
}

/** For databases that have all in their records. */
export const noFiles: ArrayFiles = {
  canWrite: false,
  alone: (job) => job(),
  write: () => Promise.resolve(false),
  read: () => Promise.resolve(null),
  keepOnly: () => Promise.resolve(),
};

const directoryName = 'hajimete-no-gan-arrays';

/** The browser's. */
export class OriginFiles implements ArrayFiles {
  private isRefused = false;

  get canWrite(): boolean {
    if (this.isRefused || !('FileSystemFileHandle' in globalThis)) return false;
    // Only workers write in one go, and without locks nobody knows what another tab is writing.
    return 'createSyncAccessHandle' in FileSystemFileHandle.prototype && hasLocks();
  }

  alone<Result>(job: () => Promise<Result>): Promise<Result> {
    if (!hasLocks()) return job();
    return navigator.locks.request(directoryName, job) as Promise<Result>;
  }

  async write(name: string, parts: readonly Uint8Array<ArrayBuffer>[]): Promise<boolean> {
    try {
      const directory = await openDirectory({ create: true });
      const file = await directory.getFileHandle(name, { create: true });
      const handle = await file.createSyncAccessHandle();
      try {
        let at = 0;
        for (const part of parts) at += handle.write(part, { at });
        const bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
        if (at < bytes) throw new DOMException('written in part', 'QuotaExceededError');
        handle.flush();
      } finally {
        handle.close();
      }
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'QuotaExceededError') throw refusalOf(error);
      this.isRefused = true;
      return false;
    }
  }

  async read(name: string): Promise<ArrayBuffer | null> {
    try {
      const file = await (await openDirectory()).getFileHandle(name);
      return await (await file.getFile()).arrayBuffer();
    } catch {
      return null;
    }
  }

  async keepOnly(names: ReadonlySet<string>): Promise<void> {
    try {
      const directory = await openDirectory();
      for await (const name of directory.keys()) {
        if (!names.has(name)) await directory.removeEntry(name);
      }
    } catch {
      // There is none, or one is being read.
    }
  }
}

async function openDirectory(options: FileSystemGetDirectoryOptions = {}) {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(directoryName, options);
}

function hasLocks(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator;
}
