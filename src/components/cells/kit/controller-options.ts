import type { SessionEvent } from '@lib/session/protocol';
import type { CellAction, CellState, CellTypes } from './cell-state';
import type { Client } from './client-holder';
import type { CellDeclaration } from './declaration';

/** What a cell's controller needs of its element. */
export interface ControllerOptions<T extends CellTypes> {
  readonly declaration: CellDeclaration<T>;
  readonly getState: () => CellState<T>;
  readonly dispatch: (action: CellAction<T>) => void;
  /** Called on the first command that needs the worker, so that a page doesn't load it before. */
  readonly createClient: (onEvent: (event: SessionEvent) => void) => Promise<Client>;
  /** Show the first field that holds an unusable value. */
  readonly focusProblem?: () => void;
  /** Put the keyboard back to the run button, when the button pressed is about to vanish. */
  readonly focusRun?: () => void;
  /** Redraw though the state is the same. */
  readonly requestUpdate?: () => void;
}
