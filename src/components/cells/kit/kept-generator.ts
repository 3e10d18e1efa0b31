/**
 * The generator that the reader trained last, as cells meet it. Its program is loaded only where there
 * is one, or one is to be kept.
 */
import { wordsOf } from '@lib/error-words';
import type { SavedNetwork } from '@lib/nn/network';
import { databaseName, mayBeThere, olderDatabaseName } from '@lib/storage/database/there';
import type { AboutGenerator } from '@lib/storage/kept-generator';
import { formatCount } from './format';

/** What a cell knows of the generator that the browser keeps. */
export interface Kept {
  /** `null` if none is kept, or none that can be used. */
  readonly about: AboutGenerator | null;
  /** Why the one that is kept cannot be used, or none could be kept; for the reader. */
  readonly problem: string | null;
}

export const nothingKept: Kept = { about: null, problem: null };

/** The keep as cells use it; tests pass their own. */
export interface GeneratorStore {
  /** Never rejects: a browser without storage keeps nothing. */
  look(): Promise<Kept>;
  /** Takes the weights away from the caller. @throws in Japanese */
  keep(network: SavedNetwork, about: AboutGenerator): Promise<void>;
  /** @throws in Japanese */
  forget(): Promise<void>;
}

export const generatorStore: GeneratorStore = {
  async look() {
    if (!(await mayBeThere(databaseName, olderDatabaseName))) return nothingKept;
    try {
      return { about: await (await openKeep()).about(), problem: null };
    } catch (error) {
      // That nothing can be stored here matters only to who wants to.
      if (error instanceof Error && error.name === 'StorageRefused') return nothingKept;
      return { about: null, problem: wordsOf(error) };
    }
  },
  async keep(network, about) {
    const { keepInWorker } = await import('@lib/storage/keep');
    await keepInWorker(network, about);
  },
  async forget() {
    await (await openKeep()).forget();
  },
};

/** What tells a kept generator from others: `ステップ1,234、シード2017、11月25日 14:30`. */
export function describeKept({ step, savedAt, settings }: AboutGenerator): string {
  const when = new Date(savedAt).toLocaleString('ja-JP', {
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  const size = settings.networkSize === 'small' ? '小さいネットワーク、' : '';
  return `${size}ステップ${formatCount(step)}、シード${settings.seed}、${when}`;
}

/** For the reader who has come back to the cell that trained it. */
export function whatIsKept(about: AboutGenerator): string {
  return `前に学習させた生成器（${describeKept(about)}）は、このブラウザに残してあります。DCGANの章の「潜在空間を調べる」で使えます。`;
}

async function openKeep() {
  const { openGeneratorKeep } = await import('@lib/storage/kept-generator');
  return openGeneratorKeep();
}
