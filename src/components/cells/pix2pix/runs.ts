/** How the cell opens runs by itself, and has them draw what the reader paints. */
import type { CellHandle, CellExtension } from '../kit/declaration';
import { LatestView } from '../kit/latest-view';
import type { Pix2pixTypes } from './types';

/** What the cell does beside the shared commands. */
export function runs(handle: CellHandle<Pix2pixTypes>): CellExtension<Pix2pixTypes> {
  const view = new LatestView(handle);
  let isToOpen = false;
  /** A run as the form has it, paused where it begins; while one is being made, right after. */
  const open = () => {
    isToOpen = handle.state.phase === 'preparing';
    if (!isToOpen) handle.shared.reset();
  };
  // The element is made when the reader comes near: time enough for the networks to be there first.
  queueMicrotask(() => {
    view.show();
  });
  return {
    commands: {
      become(values) {
        const { phase } = handle.state;
        handle.dispatch({ type: 'edit', values });
        handle.dispatch({ type: 'commit' });
        if (phase === 'running') void handle.apply();
        else open();
      },
      draw(changes) {
        handle.dispatch({ type: 'own', action: changes });
        view.show();
      },
      show(changes) {
        handle.dispatch({ type: 'own', action: changes });
      },
    },
    onAction(action, before) {
      view.told(action);
      if (isToOpen && action.type === 'phase' && before.phase === 'preparing') open();
    },
  };
}
