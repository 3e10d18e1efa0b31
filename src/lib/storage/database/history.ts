/** Earlier texts of the notebooks' cells, the newest fifty of each. */
import * as v from 'valibot';
import { type Access, nextNumber, type Records } from './records';
import { type RecordKind, stamped, Unreadable, upToDate } from './versions';

/** Texts that are kept of a cell. */
export const historyLength = 50;
/** Milliseconds within which edits that follow one another are one version. */
const together = 60_000;

/** Why a text is there: typed, from a link or a file, put back, an original that was replaced, or of two tabs. */
export const reasons = ['edit', 'link', 'import', 'restore', 'site-update', 'conflict'] as const;
export type HistoryReason = (typeof reasons)[number];

export const historyKind = {
  schema: v.object({
    source: v.pipe(v.string(), v.maxLength(200_000)),
    reason: v.picklist(reasons),
    savedAt: v.number(),
  }),
  migrations: [],
} satisfies RecordKind<v.GenericSchema>;

export interface Version extends v.InferOutput<typeof historyKind.schema> {
  /** Counts the versions of the cell; the order is by this, since clocks jump. */
  readonly number: number;
}

interface NewVersion {
  readonly notebook: string;
  readonly cell: string;
  readonly source: string;
  readonly reason: HistoryReason;
}

export class History {
  constructor(
    private readonly records: Records,
    private readonly now: () => number = Date.now,
  ) {}

  /** Add a text. The same as the newest adds nothing, and edits within a minute are one version. */
  add(version: NewVersion): Promise<void> {
    return this.records.transact({ stores: ['history'], mode: 'readwrite' }, (access) =>
      addVersion(access, version, this.now()),
    );
  }

  /** The newest first; what cannot be read is left out and stays. */
  list(notebook: string, cell: string): Promise<readonly Version[]> {
    return this.records.transact({ stores: ['history'], mode: 'readonly' }, async (access) => {
      const found: Version[] = [];
      for (const key of await access.keys('history', [notebook, cell])) {
        const version = readVersion(await access.get('history', key));
        if (version) found.unshift({ ...version, number: Number(key[2]) });
      }
      return found;
    });
  }
}

/** In a transaction that may write to `history`. */
export async function addVersion(
  access: Access,
  { notebook, cell, source, reason }: NewVersion,
  now = Date.now(),
): Promise<void> {
  const keys = await access.keys('history', [notebook, cell]);
  const lastKey = keys.at(-1);
  const last = lastKey && readVersion(await access.get('history', lastKey));
  if (last?.source === source) return;
  const goesOn =
    last?.reason === 'edit' && reason === 'edit' && Math.abs(now - last.savedAt) < together;
  const number = await nextNumber(access, 'history', [notebook, cell]);
  const key = goesOn && lastKey ? lastKey : [notebook, cell, number];
  // The first of a minute's edits says when it began.
  const savedAt = goesOn ? last.savedAt : now;
  await access.put('history', key, stamped(historyKind, { source, reason, savedAt }));
  const surplus = keys.length + (goesOn ? 0 : 1) - historyLength;
  for (const old of keys.slice(0, Math.max(0, surplus))) await access.delete('history', old);
}

function readVersion(record: unknown): v.InferOutput<typeof historyKind.schema> | null {
  try {
    return upToDate(historyKind, record);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
