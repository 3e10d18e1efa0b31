/** A worker at hand before the reader presses a button: its program, the images and the backend. */
import type { CellTypes } from './cell-state';
import type { CellController } from './controller';
import { valuesOf } from './state';

/** Milliseconds that a worker waits for a reader who only came near. */
const idleTime = 60_000;

/** Where a hand at the buttons is told by: mouse or pen, finger, keyboard. */
export const approachEvents = ['pointerover', 'touchstart', 'focusin'] as const;

/** Whether the reader is about to run the cell; one who saves data may not. */
export function isApproach({ target }: Event): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  const isAtButtons = target instanceof Element && target.closest('.controls') !== null;
  return isAtButtons && !connection?.saveData;
}

/** Start the cell's worker, unless it has one. Nobody has asked for it: what goes wrong is told to who presses. */
export async function warm<T extends CellTypes>(controller: CellController<T>): Promise<void> {
  const { worker, declaration, state } = controller;
  const values = valuesOf(declaration, state.draft);
  if (worker.current || state.phase !== 'idle' || !values) return;
  const { family } = declaration;
  const name = typeof family === 'string' ? family : family(values);
  const connecting = worker.connect();
  const held = worker.current;
  try {
    await (await connecting).prepare({ family: name, ...state.surroundings });
  } catch {
    return;
  }
  setTimeout(() => {
    const { phase, session } = controller.state;
    if (worker.current === held && phase === 'idle' && !session) worker.release();
  }, idleTime);
}
