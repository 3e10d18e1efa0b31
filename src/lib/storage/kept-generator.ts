/**
 * The generator that the reader trained last, kept in the browser (IndexedDB) so that another page can
 * use it. There is at most one; what it is, is kept apart from its weights, which take tens of
 * megabytes to read.
 *
 * Does not import tfjs, so that the main thread can ask for it.
 */
import * as v from 'valibot';
import type { DcganSettings, NetworkSize } from '../models/dcgan-settings';
import type { SavedNetwork } from '../nn/network';
import type { Access } from './database/records';
import { refusalOf } from './database/refusal';

/** Counts up when entries are written in another way. */
const version = 1;
const keys = { about: 'about', network: 'network' } as const;

/** What is known of a kept generator without reading its weights. */
export interface AboutGenerator {
  /** Adversarial steps that it was trained for. */
  readonly step: number;
  /** When it was kept, in milliseconds since 1970. */
  readonly savedAt: number;
  /** Of its run as they were last. */
  readonly settings: DcganSettings & { readonly networkSize?: NetworkSize | undefined };
}

/** The key–value store that it is kept in; every call may reject. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  /** All of them or none. */
  setMany(entries: [string, unknown][]): Promise<void>;
  delMany(keys: string[]): Promise<void>;
}

const settings = v.object({
  generatorLoss: v.picklist(['non-saturating', 'saturating']),
  discriminatorLearningRate: v.number(),
  discriminatorBeta1: v.number(),
  generatorLearningRate: v.number(),
  generatorBeta1: v.number(),
  batchSize: v.number(),
  epochs: v.number(),
  seed: v.number(),
  // Older entries are of the article's networks.
  networkSize: v.optional(v.picklist(['article', 'small'])),
});

const aboutEntry = v.object({
  version: v.literal(version),
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  savedAt: v.pipe(v.number(), v.finite()),
  settings,
});

const networkEntry = v.object({
  version: v.literal(version),
  savedAt: v.number(),
  network: v.object({
    modelTopology: v.looseObject({}),
    weightSpecs: v.array(
      v.object({ name: v.string(), shape: v.array(v.number()), dtype: v.string() }),
    ),
    weightData: v.instance(ArrayBuffer),
  }),
});

/** Keeps one generator. Every method rejects with `StorageRefused` when the browser refuses. */
export class GeneratorKeep {
  constructor(private readonly store: KeyValueStore) {}

  /**
   * @returns `null` if none is kept
   * @throws in Japanese if the entry is broken, or was written by an older version of the site
   */
  async about(): Promise<AboutGenerator | null> {
    const entry = await this.ask(() => this.store.get(keys.about));
    if (entry === undefined) return null;
    const { step, savedAt, settings } = checked(aboutEntry, entry);
    return { step, savedAt, settings };
  }

  /** @throws as {@link about} does, and if there is none */
  async load(): Promise<SavedNetwork> {
    const about = await this.about();
    const entry = await this.ask(() => this.store.get(keys.network));
    if (!about || entry === undefined) {
      throw new Error(
        '学習させた生成器が、このブラウザに残っていません。消されたか、別のタブで消したのかもしれません。',
      );
    }
    const { network, savedAt } = checked(networkEntry, entry);
    if (savedAt !== about.savedAt) throw broken('記録と重みが別のものです');
    return network;
  }

  /** Keep this generator in the place of any other. */
  async keep(network: SavedNetwork, { step, savedAt, settings }: AboutGenerator): Promise<void> {
    await this.ask(() =>
      this.store.setMany([
        [keys.about, { version, step, savedAt, settings }],
        [keys.network, { version, savedAt, network }],
      ]),
    );
  }

  async forget(): Promise<void> {
    await this.ask(() => this.store.delMany([keys.about, keys.network]));
  }

  private async ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question();
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** The keep in this browser, from the page or from a worker. */
export async function openGeneratorKeep(): Promise<GeneratorKeep> {
  const { openIndexedDb } = await import('./database/indexed-db');
  // Opened at the first question, within which it may fail.
  let database: ReturnType<typeof openIndexedDb> | null = null;
  const inStore = async <Result>(
    mode: 'readonly' | 'readwrite',
    job: (access: Access) => Promise<Result>,
  ) => (await (database ??= openIndexedDb())).transact({ stores: ['kept'], mode }, job);
  return new GeneratorKeep({
    get: (key) => inStore('readonly', (access) => access.get('kept', [key])),
    setMany: (entries) =>
      inStore('readwrite', async (access) => {
        for (const [key, entry] of entries) await access.put('kept', [key], entry);
      }),
    delMany: (names) =>
      inStore('readwrite', async (access) => {
        for (const name of names) await access.delete('kept', [name]);
      }),
  });
}

function checked<Schema extends v.GenericSchema>(schema: Schema, entry: unknown) {
  const parsed = v.safeParse(schema, entry);
  if (parsed.success) return parsed.output;
  const received = (entry as { version?: unknown } | null)?.version;
  if (typeof received === 'number' && received !== version) {
    throw new Error(
      `残っている生成器は、このサイトの別の版で保存されたもの（形式${received}、いまは${version}）なので使えません。消してから、もう一度学習させてください。`,
    );
  }
  throw broken(v.getDotPath(parsed.issues[0]) ?? '全体');
}

function broken(where: string): Error {
  return new Error(
    `残っている生成器の記録が壊れていて読めません（${where}）。消してから、もう一度学習させてください。`,
  );
}
