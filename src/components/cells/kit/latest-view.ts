import type { CellAction, CellTypes } from './cell-state';
import type { CellHandle } from './declaration';

/**
 * Has a cell show what its plan has now, however often that changes: one picture at a time, of several
 * that wait the last. Without a session, one is opened for it.
 */
export class LatestView<T extends CellTypes> {
  private isWanted = false;
  private isBusy = false;

  constructor(private readonly controller: CellHandle<T>) {}

  show(): void {
    const { controller } = this;
    this.isWanted = true;
    if (controller.hasNetworks) void this.follow();
    else if (controller.state.phase === 'idle') void controller.present();
  }

  /** To be told of every action: once a session is open, what has been wanted since is shown. */
  told(action: CellAction<T>): void {
    if (action.type === 'phase' && this.isWanted && this.controller.hasNetworks) void this.follow();
  }

  private async follow(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    while (this.isWanted) {
      this.isWanted = false;
      await this.controller.redraw();
    }
    this.isBusy = false;
  }
}
