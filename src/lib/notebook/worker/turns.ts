/** Turns of the event loop between the steps of a training, which take longer while the reader types. */
import { nextTask, Rest } from '../../scheduling';
import { TypingHold } from '../../typing';

export class Turns {
  private readonly hold = new TypingHold(() => performance.now());
  private readonly rest = new Rest();

  /** @param isOver whether the training is to end, and so not to be held up */
  constructor(private readonly isOver: () => boolean) {}

  async take(): Promise<void> {
    await nextTask();
    for (let wait = this.hold.look(); wait > 0 && !this.isOver(); wait = this.hold.look()) {
      await this.rest.take(wait);
    }
  }

  typed(): void {
    this.hold.typed();
  }

  /** The training is to end, or nobody types any more: end the turn under way. */
  cutShort(): void {
    this.hold.release();
    this.rest.cutShort();
  }
}
