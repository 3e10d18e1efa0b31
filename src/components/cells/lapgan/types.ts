import type { LapganAlarms, LapganPicture } from '@lib/models/lapgan-views';
import type { CellState } from '../kit/cell-state';
import type { CellView } from '../kit/declaration';
import type { lapganControls } from './settings';
import type { Tally } from './tally';

export interface LapganTypes {
  readonly controls: typeof lapganControls;
  readonly picture: LapganPicture;
  readonly info: null;
  /** How long each discriminator has been nearly always right. */
  readonly own: Tally;
  readonly ownAction: never;
  readonly commands: object;
}

export type LapganState = CellState<LapganTypes>;
export type LapganCellView = CellView<LapganTypes>;

/** What the watch saw last; `null` for nothing yet. */
export function alarmsOf({ watched }: Pick<LapganState, 'watched'>): LapganAlarms | null {
  return (watched['alarms']?.value as LapganAlarms | undefined) ?? null;
}
