/** What the cell consists of: the types of its declaration, and what its parts ask of its state. */
import type { Drawing } from '@lib/data/strokes';
import type { ToyComparison, ToyInfo, ToyPicture } from '@lib/models/toy-gan';
import type { CellState } from '../kit/cell-state';
import type { planeControls } from './controls';

/** Which of the layers of the picture are wanted. */
export interface Shown {
  readonly map: boolean;
  readonly arrows: boolean;
  readonly lattice: boolean;
}

interface Own {
  readonly drawing: Drawing;
  readonly shown: Shown;
}

export interface PlaneTypes {
  readonly controls: typeof planeControls;
  readonly picture: ToyPicture;
  readonly info: ToyInfo;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: {
    draw(drawing: Drawing, isDone: boolean): void;
    show(shown: Shown): void;
    /** Several values at once, taken up by the run under way. */
    chooseValues(values: Readonly<Record<string, string>>): void;
  };
}

export type PlaneState = CellState<PlaneTypes>;

/** Lane by lane. */
export type Comparisons = readonly (ToyComparison | null)[];

/** What the newest comparison found; `null` before there is one. */
export function comparisonOf({ watched }: PlaneState): ToyComparison | null {
  return (watched['comparison']?.value as Comparisons | undefined)?.[0] ?? null;
}
