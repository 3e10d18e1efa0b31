/** What the page knows of one cell of a notebook: immutable, so that what has changed can be seen. */
import type { CodeFault } from '@lib/notebook/compile';
import type { TakeHomeState } from '../kit/take-home-state';
import type { CellFailure } from './failures';
import type { OutputBlock } from './output-blocks';

/**
 * Where a cell stands. `idle`: not run here · `queued`: others run first · `fresh`: its outputs are of the
 * code that stands there · `stale`: they are not, or of values that are not any more.
 */
export type CellPhase =
  'idle' | 'queued' | 'running' | 'stopping' | 'fresh' | 'stale' | 'failed' | 'stopped';

export const phaseWords = {
  idle: '未実行',
  queued: '順番待ち',
  running: '実行中',
  stopping: '止めています',
  fresh: '最新',
  stale: '古い結果',
  failed: 'エラー',
  stopped: '止めました',
} as const satisfies Record<CellPhase, string>;

/** What is taken home of a cell's kept trainings; the lane is the place among them. */
export interface RunsTakenHome extends TakeHomeState {
  /** By the names that the reader gave them. */
  readonly runs: readonly string[];
}

/** A cell as the site ships it, or as the reader has added it. */
export interface CellOrigin {
  readonly id: string;
  readonly title: string;
  /** Where the code stands in the site's repository; `null` for a cell of the reader's. */
  readonly file: string | null;
  /** `null` for a cell of the reader's. */
  readonly original: string | null;
}

/** Codes of cells by their ids: of one, and of those that it needs. */
export type CellTexts = Readonly<Record<string, string>>;

/** Code that is not the reader's own yet came by one of these. */
export type OfferedBy = 'リンク' | 'ファイル';

export interface CellNotice {
  readonly text: string;
  readonly tone: 'info' | 'error';
  /** What the reader can do about it; closing comes by itself. */
  readonly actions?: readonly NoticeAction[];
}

export interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
}

export interface CellRunStatus {
  readonly backend: string;
  readonly threads: number;
  /** In tfjs's memory, of all cells. */
  readonly tensors: number;
}

/** What a cell shows below its code. */
export interface CellOutputs {
  readonly blocks: readonly OutputBlock[];
  readonly failure: CellFailure | null;
  /** Where the blocks are from if they are not of this visit, for the reader; else `null`. */
  readonly from: string | null;
  /** Of the last run that ended. */
  readonly ms: number | null;
}

export interface NotebookCell extends CellOrigin, CellOutputs {
  readonly text: string;
  readonly phase: CellPhase;
  /** Why a result is old. */
  readonly why: 'edited' | 'above' | 'lost' | null;
  /** Of which step of a training a result is that has not seen the newest one; for the reader. */
  readonly asOf: string | null;
  /** Code of a link that is not the reader's own yet, and whether it has been in view. */
  readonly offer: 'unseen' | 'seen' | null;
  /** What brought it. */
  readonly offeredBy: OfferedBy;
  /** What stood there before the link; `null` for a cell that the link has added. */
  readonly before: string | null;
  /** What it showed before the code came. */
  readonly shownBefore: CellOutputs | null;
  /** Hash of the original that the reader's changes began from; `null` for the present one. */
  readonly base: string | null;
  /** The step of a training that can go on; `null` for none. */
  readonly keptStep: number | null;
  /** The code with which that training was kept. */
  readonly keptWith: CellTexts | null;
  /** Cells whose code has changed since, for the reader: 「生成器」「学習ループ」; `null` for none. */
  readonly changedSinceKept: string | null;
  /** The step of an older state, where the training has gone wrong since; `null` for none. */
  readonly healthyStep: number | null;
  /** Of kept trainings as files; `null` while it is folded up. */
  readonly takeHome: RunsTakenHome | null;
  readonly status: CellRunStatus | null;
  /** Faults of the text, where it has been asked for since the last change. */
  readonly faults: readonly CodeFault[];
  readonly notice: CellNotice | null;
}

export function isBusy({ phase }: NotebookCell): boolean {
  return phase === 'queued' || phase === 'running' || phase === 'stopping';
}

export function isChanged({ original, text }: NotebookCell): boolean {
  return original !== null && text !== original;
}

/** Whether it has not been run, and there is nothing of an earlier visit: it opens with an example. */
export function showsNothing({ phase, blocks, failure }: NotebookCell): boolean {
  const isWaiting = phase === 'idle' || phase === 'queued';
  return isWaiting && blocks.length === 0 && failure === null;
}

export function newCell(origin: CellOrigin, text = origin.original ?? ''): NotebookCell {
  return {
    ...origin,
    text,
    phase: 'idle',
    why: null,
    asOf: null,
    offer: null,
    offeredBy: 'リンク',
    before: null,
    shownBefore: null,
    base: null,
    keptStep: null,
    keptWith: null,
    changedSinceKept: null,
    healthyStep: null,
    takeHome: null,
    blocks: [],
    from: null,
    ms: null,
    status: null,
    failure: null,
    faults: [],
    notice: null,
  };
}
