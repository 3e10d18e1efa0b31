import type { DrawAnswer, GalleryAnswer, StackganApi } from '@lib/lookups/stackgan';
import type { WidgetState, WidgetView } from '../kit/widget-declaration';
import type { birdControls, Mode } from './settings';

/** What the reader has written as captions. */
export interface Own {
  readonly a: string;
  readonly b: string;
}

export interface BirdTypes {
  readonly controls: typeof birdControls;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: { write(caption: keyof Own, text: string): void };
  readonly api: StackganApi;
  readonly opened: null;
  readonly answer: Answer;
}

/** What was drawn last, and of which captions. */
export type Answer = (
  | { readonly mode: Exclude<Mode, 'gallery'>; readonly drawn: DrawAnswer }
  | { readonly mode: 'gallery'; readonly gallery: GalleryAnswer }
) & { readonly captions: readonly string[] };

export type BirdState = WidgetState<BirdTypes>;
export type BirdView = WidgetView<BirdTypes>;
