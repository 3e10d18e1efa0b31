/** What the browser keeps of the reader's work, in lines for the page that lists it. */
import { sizeOf } from './size';
import type { SiteDatabase } from './database';
import type { Access, Key, Records, StoreName } from './records';

export type KeptKind = 'run' | 'generator' | 'code' | 'outputs' | 'aside';

export interface KeptItem {
  readonly kind: KeptKind;
  /** Of a run its name, of texts and outputs the notebook's; empty for what there is one of. */
  readonly name: string;
  /** Of a run: the cell's title and where it is. */
  readonly title: string;
  readonly address: string;
  /** Of a run or a generator; `null` for others. */
  readonly step: number | null;
  /** Cells, texts or whatever it is made of. */
  readonly count: number;
  readonly bytes: number;
  /** Milliseconds since 1970 of the newest part; `null` if it does not say. */
  readonly savedAt: number | null;
}

/** Where the parts of each kind are. */
const storesOf = {
  run: ['runs', 'checkpoints', 'arrays'],
  generator: ['kept'],
  code: ['documents', 'history'],
  outputs: ['outputs'],
  aside: ['aside'],
} as const satisfies Record<KeptKind, readonly StoreName[]>;

/** Everything that is kept, runs first. Arrays are not read: the checkpoints say how large they are. */
export async function listContents({
  records,
  checkpoints,
}: SiteDatabase): Promise<readonly KeptItem[]> {
  const runs = (await checkpoints.list()).map(
    ({ run, title, address, step, bytes, savedAt }): KeptItem => ({
      ...{ kind: 'run', name: run, title, address, step, bytes, savedAt, count: 1 },
    }),
  );
  const stores = ['documents', 'history', 'outputs', 'kept', 'aside'] as const;
  const others = await records.transact({ stores, mode: 'readonly' }, async (access) => [
    await itemOf(access, 'generator', ''),
    ...(await byNotebook(access, 'code')),
    ...(await byNotebook(access, 'outputs')),
    await itemOf(access, 'aside', ''),
  ]);
  return [...runs, ...others.filter(({ count }) => count > 0)];
}

export async function deleteItem(
  { records, outputs, checkpoints }: SiteDatabase,
  { kind, name }: Pick<KeptItem, 'kind' | 'name'>,
): Promise<void> {
  // These know of what is not in their stores.
  if (kind === 'outputs') return outputs.delete(name);
  if (kind === 'run') return checkpoints.delete(name);
  if (kind === 'aside') return checkpoints.deleteAside();
  const stores = storesOf[kind];
  await records.transact({ stores, mode: 'readwrite', isStrict: true }, async (access) => {
    for (const store of stores) await access.delete(store, name === '' ? [] : [name]);
  });
}

async function byNotebook(access: Access, kind: 'code' | 'outputs'): Promise<KeptItem[]> {
  const keys = await Promise.all(storesOf[kind].map((store) => access.keys(store, [])));
  const names = new Set(keys.flat().map(([notebook]) => String(notebook)));
  const items: KeptItem[] = [];
  for (const name of names) items.push(await itemOf(access, kind, name));
  return items;
}

async function itemOf(
  access: Access,
  kind: Exclude<KeptKind, 'run'>,
  name: string,
): Promise<KeptItem> {
  let [count, bytes, savedAt, step] = [0, 0, null as number | null, null as number | null];
  for (const store of storesOf[kind]) {
    const beginning: Key = name === '' ? [] : [name];
    for (const key of await access.keys(store, beginning)) {
      const record = await access.get(store, key);
      const { savedAt: at, step: its } = (record ?? {}) as { savedAt?: unknown; step?: unknown };
      count += 1;
      bytes += sizeOf(record);
      if (typeof at === 'number') savedAt = Math.max(savedAt ?? 0, at);
      if (typeof its === 'number') step = its;
    }
  }
  return { kind, name, title: '', address: '', step, count, bytes, savedAt };
}

/** Every record of some stores, one after the other. */
export async function* everyRecord(
  records: Records,
  stores: readonly StoreName[],
): AsyncGenerator<readonly [StoreName, Key, unknown]> {
  for (const store of stores) {
    const options = { stores: [store], mode: 'readonly' } as const;
    const keys = await records.transact(options, (access) => access.keys(store, []));
    for (const key of keys) {
      const record = await records.transact(options, (access) => access.get(store, key));
      if (record !== undefined) yield [store, key, record];
    }
  }
}
