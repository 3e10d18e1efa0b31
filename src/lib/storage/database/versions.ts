/** Records as they were written by this and earlier versions of the site, brought up to date and checked. */
import * as v from 'valibot';
import { WrittenByNewer } from './refusal';

/** Carries a record from one schema to the next. Pure: it is also tried on what was read long ago. */
export type Migration = (record: Readonly<Record<string, unknown>>) => Record<string, unknown>;

export interface RecordKind<Schema extends v.GenericSchema> {
  /** Of the newest, its number `schema` left out. */
  readonly schema: Schema;
  /** The first carries schema 1 to schema 2, and so on; the newest schema is one more than there are. */
  readonly migrations: readonly Migration[];
}

/** What is there cannot be read; the message says where it fails, for the record that is set aside. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A record of the newest schema. */
export function stamped<Schema extends v.GenericSchema>(
  { migrations }: RecordKind<Schema>,
  record: v.InferOutput<Schema>,
): unknown {
  return { schema: migrations.length + 1, ...(record as object) };
}

/**
 * @throws {Unreadable} if it is broken
 * @throws {WrittenByNewer} if a newer version of the site wrote it
 */
export function upToDate<Schema extends v.GenericSchema>(
  { schema, migrations }: RecordKind<Schema>,
  record: unknown,
): v.InferOutput<Schema> {
  const number = (record as { schema?: unknown } | null | undefined)?.schema;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) {
    throw new Unreadable('形式の番号がありません');
  }
  if (number > migrations.length + 1) throw new WrittenByNewer();
  let newest = Object.fromEntries(
    Object.entries(record as object).filter(([name]) => name !== 'schema'),
  );
  try {
    for (const migrate of migrations.slice(number - 1)) newest = migrate(newest);
  } catch (error) {
    throw new Unreadable(`形式${number}から移せません（${String(error)}）`);
  }
  const parsed = v.safeParse(schema, newest);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Unreadable(`${v.getDotPath(issue) ?? '全体'}：${issue.message}`);
  }
  return parsed.output;
}
