import { decodeShare } from './share-link';

/**
 * Load a cell's program once the reader turns to it: with the pointer, the keyboard, a tap, a link
 * that sets it up, or an experiment of the text (see {@link performExperiment}). For cells further
 * down a long page, whose programs most readers who only read would load for nothing.
 *
 * Until then a button lies over the cell's still, for those who use no pointer; then the keyboard's
 * focus goes to the first thing that can be pressed in the cell.
 *
 * @param selector the element's name; its parent needs `data-wakes`, the frame that the button fills
 * @param invitation what the button says
 */
export function whenTouched(
  selector: string,
  load: () => Promise<unknown>,
  invitation = 'このセルを動かす',
): void {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'wake';
    button.append(label(invitation));
    const wake = () => void wakeUp(element, button, load);
    for (const event of ['pointerenter', 'focus', 'click']) button.addEventListener(event, wake);
    element.addEventListener(wakeEvent, wake);
    element.parentElement?.append(button);
    const follow = () => {
      if (!decodeShare(selector, location.hash)) return;
      element.scrollIntoView();
      wake();
    };
    follow();
    addEventListener('hashchange', follow);
  }
}

/** Wakes a cell that waits for the reader; others do not listen. */
export const wakeEvent = 'cell-wake';

async function wakeUp(
  element: HTMLElement,
  button: HTMLButtonElement,
  load: () => Promise<unknown>,
): Promise<void> {
  // Not `disabled`, which would take the keyboard's focus away.
  if (button.ariaBusy === 'true' || !button.isConnected) return;
  button.ariaBusy = 'true';
  try {
    await load();
  } catch {
    button.ariaBusy = 'false';
    button.replaceChildren(label('このセルのプログラムを読み込めませんでした。もう一度試す'));
    return;
  }
  const hadFocus = document.activeElement === button;
  button.remove();
  if (!hadFocus) return;
  if ('updateComplete' in element) await element.updateComplete;
  element.shadowRoot?.querySelector<HTMLElement>('button:enabled')?.focus();
}

function label(text: string): HTMLElement {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}
