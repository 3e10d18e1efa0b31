/** Code cells before their program: alive as soon as the reader comes to one. See `kit/wake.ts`. */
import { waitForReader, wakeEvent } from '../kit/wake';
import { editedMark } from './edited-mark';
import type { CaretPlace } from './editor/contract';

export function enableCodeCells(): void {
  const frames = document.querySelectorAll<HTMLElement>('.code-cell');
  for (const frame of frames) {
    waitForReader(frame, async () => (await import('./code-cell')).defineCodeCell);
    rememberEdit(frame);
  }
  // What the reader has written is to be seen without being asked for; so is a link's code.
  if (editedMark.isSet() || location.hash.startsWith('#nb='))
    frames[0]?.firstElementChild?.dispatchEvent(new Event(wakeEvent));
}

/** The listing, which is none of the still's, opens the editor as it does later. */
function rememberEdit(frame: HTMLElement): void {
  const [cell] = frame.getElementsByTagName('code-cell');
  const listing = cell?.querySelector('pre');
  if (!cell || !listing) return;
  const listening = new AbortController();
  const { signal } = listening;
  const remember = (place: CaretPlace) => {
    listening.abort();
    if (customElements.get('code-cell')) return;
    void customElements.whenDefined('code-cell').then(() => cell.edit(place));
  };
  const onDoubleClick = ({ clientX: x, clientY: y }: MouseEvent) => {
    remember({ point: { x, y } });
  };
  const onKey = ({ key, shiftKey, ctrlKey, metaKey, isComposing }: KeyboardEvent) => {
    if (key === 'Enter' && !shiftKey && !ctrlKey && !metaKey && !isComposing) remember({});
  };
  listing.addEventListener('dblclick', onDoubleClick, { signal });
  listing.addEventListener('keydown', onKey, { signal });
  void customElements.whenDefined('code-cell').then(() => {
    listening.abort();
  });
}
