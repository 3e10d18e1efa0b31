import type { FormatName } from '@lib/export/formats';

/** What is chosen, and what was made of it last. */
export interface TakeHomeState {
  readonly format: FormatName;
  /** Which GAN of those side by side. */
  readonly lane: number;
  readonly isBusy: boolean;
  readonly made: MadeFile | null;
}

/** A file before it is saved. */
export interface MadeFile {
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
  /** The names of the files in it, if it is an archive. */
  readonly contents: readonly string[];
  readonly toRewrite: readonly string[];
  readonly remarks: readonly string[];
  /** That the run stood at. */
  readonly step: number;
}

export const nothingTaken: TakeHomeState = {
  format: 'pytorch',
  lane: 0,
  isBusy: false,
  made: null,
};
