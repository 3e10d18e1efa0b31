/** What the cell consists of: the types of its declaration, and what its parts ask of its state. */
import type { ImageTiles } from '@lib/data/image-grid';
import type { DcganInfo } from '@lib/models/dcgan-mnist';
import type { BestSamples, SampleInspection } from '@lib/session/parts/samples';
import type { QualityReading } from '@lib/session/parts/quality-watch';
import type { CellState } from '../kit/cell-state';
import type { CellView } from '../kit/declaration';
import type { Kept } from '../kit/kept-generator';
import type { dcganControls } from './controls';
import type { Films } from './film/films';

export interface Own {
  /** What was looked at of the run, last. */
  readonly inspected: SampleInspection | null;
  readonly best: BestSamples | null;
  /** Whether something that the reader asked for is under way. */
  readonly isBusy: boolean;
  readonly films: Films;
  /** The generator that the browser keeps of the reader's last run. */
  readonly kept: Kept;
  /** Whether the reader has turned the small networks down. */
  readonly hasDeclined: boolean;
}

export interface DcganTypes {
  readonly controls: typeof dcganControls;
  readonly picture: ImageTiles;
  readonly info: DcganInfo;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: {
    useFiles(files: readonly File[]): void;
    useShippedImages(): void;
    saveImage(): void;
    /** Measure the generator now. */
    measureQuality(): void;
    /** @param index of a sample, from 0 */
    inspectSample(index: number): void;
    bestSamples(): void;
    /** Load what the panel of the film is made of. */
    openFilm(): void;
    forgetGenerator(): void;
    /** Keep the article's networks, slow or not. */
    declineSmall(): void;
  };
}

export type DcganState = CellState<DcganTypes>;

export type DcganView = CellView<DcganTypes>;

/** Whether there are networks to look into. */
export function hasNetworks({ session, failure, phase }: DcganState): boolean {
  return session !== null && !failure && phase !== 'preparing';
}

/** What the classifier made of the images, last. */
export function readingOf({ watched }: DcganState): QualityReading | null {
  return (watched['quality']?.value as QualityReading | undefined) ?? null;
}
