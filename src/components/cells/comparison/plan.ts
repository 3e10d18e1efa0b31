/** What a comparison of two DCGANs declares, and the types of the cell that is made of it. */
import type { ImageTiles } from '@lib/data/image-grid';
import { type Controls, defaultSettings, parseSettings } from '@lib/controls';
import type { DcganInfo } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { QualityReading } from '@lib/session/parts/quality-watch';
import type { Metrics } from '@lib/training/trainer';
import type { CellState } from '../kit/cell-state';
import type { ChartDeclaration } from '../kit/declaration';
import type { ActivationCourse } from './activation-course';

/** Validated settings by name. */
export type Values = Readonly<Record<string, string | number>>;

/** One of the two DCGANs. Both train with the same batches and noise. */
export interface PlannedLane {
  /** For the reader, short. */
  readonly title: string;
  /** What sets it apart, in a few words or symbols. */
  readonly detail: string;
  readonly settings: DcganLane;
}

export interface ComparisonPlan {
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
  /** The newest numbers in a sentence, for screen readers. */
  readonly summaryOf: (lanes: readonly Metrics[], step: number) => string;
  readonly measuresQuality: boolean;
  readonly showsActivations: boolean;
  readonly charts: readonly ChartDeclaration[];
  readonly previewRounds: number;
}

export interface Own {
  /** The last measurements, oldest first. */
  readonly readings: readonly QualityReading[];
  readonly activations: ActivationCourse | null;
}

export interface ComparisonTypes {
  readonly controls: Controls;
  readonly picture: ImageTiles;
  readonly info: DcganInfo;
  readonly own: Own;
  readonly ownAction: never;
  readonly commands: object;
}

export type ComparisonState = CellState<ComparisonTypes>;

/** The lanes of what is shown, or of the form before anything is. */
export function lanesShown(
  { lanesOf, controls }: ComparisonPlan,
  { used, isPreview, draft }: ComparisonState,
): readonly [PlannedLane, PlannedLane] {
  const parsed = parseSettings(controls, draft);
  const typed = parsed.ok && !isPreview ? parsed.settings : null;
  return lanesOf(used ?? typed ?? defaultSettings(controls));
}
