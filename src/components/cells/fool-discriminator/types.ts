import type { Drawing } from '@lib/data/strokes';
import type { ScorerAccounts, ScorerName, Scores, ScoringApi } from '@lib/lookups/scoring-protocol';
import type { OwnNetworks } from '../kit/files';
import type { WidgetState, WidgetView } from '../kit/widget-declaration';
import type { foolControls } from './settings';

/** What the scorers made of an image. */
export interface Answer {
  /** What they were shown, before any steps. */
  readonly original: Uint8Array;
  /** What that is, for the reader. */
  readonly name: string;
  readonly scored: Scores;
}

/** The scorers that are open. */
export interface Opened {
  /** What they make of images that they know. */
  readonly accounts: ScorerAccounts;
  /** What the late one came from; `null` for the site's. */
  readonly source: OwnNetworks<'discriminator'> | null;
}

export interface Own {
  /** The reader's strokes; they stay while another image is shown. */
  readonly drawing: Drawing;
  /** Steps taken from the image, each up the named scorer's logit, as a link holds them: e and l. */
  readonly steps: string;
  /** What the late scorer is to come from; `null` for the site's. */
  readonly source: OwnNetworks<'discriminator'> | null;
  readonly opened: Opened | null;
}

export interface FoolTypes {
  readonly controls: typeof foolControls;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: {
    draw(drawing: Drawing): void;
    step(name: ScorerName, count: number): void;
    back(to: number): void;
    useFiles(files: readonly File[]): void;
    useShipped(): void;
  };
  readonly api: ScoringApi;
  readonly opened: Opened;
  readonly answer: Answer;
}

export type FoolState = WidgetState<FoolTypes>;
export type FoolView = WidgetView<FoolTypes>;
