/** Whether the reader's hands are on a part of the page, which must not be replaced under them. */

/** Milliseconds after a touch ends within which the browser still makes a click of it. */
const clickDelay = 300;

type Grip = 'pointer' | 'key' | 'composition' | 'menu' | 'file';

export class Hands {
  private readonly grips = new Set<Grip>();
  private readonly waiting: (() => void)[] = [];

  /**
   * @param root what the reader may hold
   * @param signal ends the watch
   */
  constructor(root: ShadowRoot, signal: AbortSignal) {
    const on = (target: EventTarget, types: string, act: (event: Event) => void) => {
      for (const type of types.split(' ')) {
        target.addEventListener(type, act, { signal, capture: true, passive: true });
      }
    };
    const take = (grip: Grip) => () => void this.grips.add(grip);
    const leave =
      (grip: Grip, delay = 0) =>
      () => {
        // A task later, since what the event does comes after its listeners.
        setTimeout(() => {
          this.leave(grip);
        }, delay);
      };
    on(root, 'pointerdown', take('pointer'));
    on(window, 'click pointercancel', leave('pointer'));
    on(window, 'pointerup', leave('pointer', clickDelay));
    on(window, 'pointermove', (event) => {
      // A menu that opens may take the end of the press away.
      if ((event as PointerEvent).buttons === 0) this.leave('pointer');
    });
    on(root, 'keydown', take('key'));
    on(window, 'keyup', leave('key'));
    on(root, 'compositionstart', take('composition'));
    on(root, 'compositionend', leave('composition'));
    // Whether its list is open, only some browsers say.
    on(root, 'focusin', ({ target }) => {
      if (target instanceof HTMLSelectElement) this.grips.add('menu');
    });
    on(root, 'click', ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === 'file') this.grips.add('file');
    });
    on(root, 'change cancel', leave('file'));
    on(root, 'change focusout', leave('menu'));
    on(window, 'blur', leave('key'));
  }

  /** Resolves once nothing is held. */
  free(): Promise<void> {
    return this.grips.size === 0
      ? Promise.resolve()
      : new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The reader has asked for something else: a menu in which nothing was chosen no longer counts. */
  letGoOfMenu(): void {
    this.leave('menu');
  }

  private leave(grip: Grip): void {
    this.grips.delete(grip);
    if (this.grips.size > 0) return;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
