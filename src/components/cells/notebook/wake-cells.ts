/** Code cells before their program: alive as soon as the reader comes to one. See `kit/wake.ts`. */
import { waitForReader, wakeEvent } from '../kit/wake';
import { editedMark } from './edited-mark';

export function enableCodeCells(): void {
  const frames = document.querySelectorAll<HTMLElement>('.code-cell');
  for (const frame of frames)
    waitForReader(frame, async () => (await import('./code-cell')).defineCodeCell);
  // What the reader has written is to be seen without being asked for; so is a link's code.
  if (editedMark.isSet() || location.hash.startsWith('#nb='))
    frames[0]?.firstElementChild?.dispatchEvent(new Event(wakeEvent));
}
