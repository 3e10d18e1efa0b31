import type { WidgetView } from '../kit/widget-declaration';
import type { answerControls, TermName } from './terms';

export interface ExplorerTypes {
  readonly controls: typeof answerControls;
  /** The term that the reader points at or moves. */
  readonly own: TermName | null;
  readonly ownAction: TermName | null;
  readonly commands: { point(term: TermName | null): void };
  readonly api: never;
  readonly opened: never;
  readonly answer: never;
}

export type ExplorerView = WidgetView<ExplorerTypes>;
