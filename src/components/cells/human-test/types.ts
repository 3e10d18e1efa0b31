import type { HumanTestSource } from '@lib/data/human-test';
import type { WidgetView } from '../kit/widget-declaration';
import type { humanControls } from './settings';
import type { Answer, Answers, Trial } from './trials';

export interface Own {
  /** What the reader has answered, in this visit and those before. */
  readonly answers: Answers;
  /** The run under way; `null` between runs. */
  readonly run: Run | null;
  /** Whether the images are on their way. */
  readonly isLoading: boolean;
}

export interface Run {
  readonly trials: readonly Trial[];
  /** Each source's images, `[96, 28, 28]` bytes. */
  readonly images: Readonly<Record<HumanTestSource, Uint8Array>>;
  readonly done: number;
  /** Trials that were thrown away, for they were shown for too long or too short a time. */
  readonly discarded: number;
}

export interface HumanTypes {
  readonly controls: typeof humanControls;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: {
    start(): void;
    stop(): void;
    answer(answer: Answer): void;
    /** A trial was not on time. */
    discard(trial: Trial): void;
    forget(): void;
  };
  readonly api: never;
  readonly opened: never;
  readonly answer: never;
}

export type HumanView = WidgetView<HumanTypes>;
