import type { TextureFigures } from '@lib/models/pix2pix';
import type { OutlineFigures } from '@lib/models/pix2pix-outlines';
import type { Pix2pixPicture, Pix2pixSamples, Skips } from '@lib/models/pix2pix-settings';
import type { CellState } from '../kit/cell-state';
import type { CellView } from '../kit/declaration';
import type { pix2pixControls, TaskName } from './settings';

/** What the reader thinks that L1 alone makes of dots and stripes. */
export type Guess = 'grey' | 'blurred' | 'gone' | 'shown';

export interface Own {
  /** The reader's label map, `[32 · 32]` classes. */
  readonly map: Uint8Array;
  /** The reader's outline, `[32 · 32]`; or one of the samples, by its place. */
  readonly outline: Uint8Array | number;
  /** The class that is painted on a map. */
  readonly brush: number;
  /** What is drawn of an outline: 1, or 0 to rub it out. */
  readonly pen: number;
  /** Skip connections that are whole, from the outermost. */
  readonly skips: Skips;
  readonly hasDropout: boolean;
  /** Of the dropout, and of the true example. */
  readonly drawSeed: number;
  /** Whether sixteen draws are shown. */
  readonly showsDraws: boolean;
  /** The patch whose square is shown, by its place among the verdicts; `null` for the middle one. */
  readonly patch: number | null;
  /** `null` until the reader has answered. */
  readonly guess: Guess | null;
}

export interface Commands {
  /** Go over to another kind of run at once: with shipped networks it stands there, ready to look at. */
  become(values: Readonly<Record<string, string>>): void;
  /** Change what is drawn, and have it drawn. */
  draw(changes: Partial<Own>): void;
  /** Change what only the page shows. */
  show(changes: Partial<Own>): void;
}

export interface Pix2pixTypes {
  readonly controls: typeof pix2pixControls;
  readonly picture: Pix2pixPicture;
  readonly info: Pix2pixSamples | null;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: Commands;
}

export type Pix2pixState = CellState<Pix2pixTypes>;
export type Pix2pixCellView = CellView<Pix2pixTypes>;

/** Of both lanes; `null` for one that diverged. */
export type Figures = readonly ((OutlineFigures & Partial<TextureFigures>) | null)[];

/** The task of what is shown: that of the run, or of the form before there is one. */
export function taskOf({ used, draft }: Pix2pixState): TaskName {
  return used?.task ?? (draft['task'] === 'outlines' ? 'outlines' : 'textures');
}

/** What the generator without D is called. */
export function aloneName({ used, draft }: Pix2pixState): string {
  return (used?.alone ?? draft['alone']) === 'l2' ? 'L2だけ' : 'L1だけ';
}

/** Whether the reader has still to say what L1 alone makes of a texture. */
export function hidesAlone(state: Pix2pixState): boolean {
  return state.own.guess === null && taskOf(state) === 'textures' && aloneName(state) === 'L1だけ';
}

/** What the watch saw last of a lane. */
export function figuresOf({ watched }: Pix2pixState, lane: number) {
  return (watched['figures']?.value as Figures | undefined)?.[lane] ?? null;
}
