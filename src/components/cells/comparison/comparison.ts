/** What a cell that trains two DCGANs side by side is about, declared once for its form, pictures and links. */
import type { Controls } from '@lib/controls';
import type { ComparisonLane } from '@lib/runtime/comparison/protocol';
import type { SharedValues } from '../shared/share-link';
import type { Opening } from './opening';
import type { ComparisonPoint, CurveName } from './measures';

/** Validated settings by name. */
export type Values = Readonly<Record<string, string | number>>;

/** One of the two DCGANs. */
export interface PlannedLane extends ComparisonLane {
  /** For the reader, short. */
  readonly title: string;
  /** What sets it apart, in a few words or symbols. */
  readonly detail: string;
}

export interface ChartPlan {
  readonly title: string;
  readonly lines: readonly {
    readonly name: CurveName;
    readonly label: string;
    readonly color: string;
    readonly isDashed: boolean;
  }[];
  readonly isLogarithmic: boolean;
}

/** Without its opening, which is made with it. */
export interface ComparisonPlan {
  /** The element's name. */
  readonly element: string;
  readonly title: string;
  readonly controls: Controls;
  /** Those that stand above the toolbar: what the comparison is about. */
  readonly leading: readonly string[];
  /** Those in the panel below. */
  readonly further: readonly string[];
  /** Always two, of settings that the controls have validated. */
  readonly lanesOf: (values: Values) => readonly [PlannedLane, PlannedLane];
  /** Updates of D alone before the first round; `null` where D never runs ahead. */
  readonly headStartOf: ((values: Values) => number) | null;
  /** The newest numbers in a sentence, for screen readers; `null` for none yet. */
  readonly summaryOf: (point: ComparisonPoint) => string;
  readonly measuresQuality: boolean;
  readonly showsActivations: boolean;
  readonly charts: readonly ChartPlan[];
}

export interface Comparison extends ComparisonPlan {
  readonly opening: Opening;
}

/** What the form holds, valid or not. */
export type Draft = SharedValues;
