/** What a reader does to a cell's still, to be done again to the element that takes its place. */

/** Which element of a still: the program's rendering has the like. */
export interface Place {
  readonly tag: string;
  readonly key: string;
  /** Among the elements of the same key. */
  readonly index: number;
}

export type Deed =
  | { readonly kind: 'press'; readonly place: Place }
  | { readonly kind: 'entry'; readonly place: Place; readonly entry: Entry }
  /** On the cell as a whole if it has no place. */
  | { readonly kind: 'key'; readonly place: Place | null; readonly init: KeyboardEventInit }
  | { readonly kind: 'drop'; readonly files: readonly File[] }
  /** A part of a stroke on a pad. */
  | {
      readonly kind: 'stroke';
      readonly place: Place;
      readonly type: string;
      readonly pointer: PointerEventInit;
    };

/** What a field holds that the reader has changed. */
interface Entry {
  readonly value: string;
  readonly isChecked: boolean;
  readonly files: FileList | null;
  /** Whether the reader is done with it: half-typed, it is not. */
  readonly isDone: boolean;
}

type Field = HTMLInputElement | HTMLSelectElement;

export function isField(target: unknown): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

/** What a field holds now. */
export function entryOf(field: Field, isDone: boolean): Entry {
  const input = field instanceof HTMLInputElement ? field : null;
  return {
    value: field.value,
    isChecked: input?.checked ?? false,
    files: input?.files ?? null,
    isDone,
  };
}

export function placeOf(element: HTMLElement): Place {
  const { localName: tag } = element;
  const key = keyOf(element);
  return { tag, key, index: alike(element.getRootNode() as ParentNode, tag, key).indexOf(element) };
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.tag === b.tag && a.key === b.key && a.index === b.index;
}

/** The element at a place of a cell; `null` if it has none such. */
export function elementAt(
  { shadowRoot }: HTMLElement,
  { tag, key, index }: Place,
): HTMLElement | null {
  return (shadowRoot && alike(shadowRoot, tag, key)[index]) ?? null;
}

/** @param target what it was done to, in the element that the program draws */
export function redo(deed: Deed, cell: HTMLElement, target: HTMLElement | null): void {
  if (deed.kind === 'press') target?.click();
  else if (deed.kind === 'entry') enter(target, deed.entry);
  else if (deed.kind === 'key') {
    const init = { ...deed.init, bubbles: true, cancelable: true, composed: true };
    (target ?? cell).dispatchEvent(new KeyboardEvent('keydown', init));
  } else if (deed.kind === 'stroke') {
    const surface = target?.shadowRoot?.querySelector('svg');
    surface?.dispatchEvent(new PointerEvent(deed.type, deed.pointer));
  } else {
    const dataTransfer = new DataTransfer();
    for (const file of deed.files) dataTransfer.items.add(file);
    cell.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }
}

function enter(field: HTMLElement | null, { value, isChecked, files, isDone }: Entry): void {
  if (!isField(field)) return;
  if (field instanceof HTMLInputElement) field.checked = isChecked;
  if (field instanceof HTMLInputElement && field.type === 'file') field.files = files;
  else field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const done = () => field.dispatchEvent(new Event('change', { bubbles: true }));
  if (isDone) done();
  // What a program has set does not count as a change when the field is left.
  else field.addEventListener('blur', done, { once: true });
}

/** What tells elements apart that stand anywhere in a cell: an experiment or a link may have added some. */
function keyOf(element: Element): string {
  const owner = element.closest('[id]')?.id ?? '';
  const isRadio = element.matches('[type="radio"]');
  // The text may have been translated since.
  const label =
    element instanceof HTMLButtonElement
      ? (element.dataset['label'] ?? element.textContent.trim())
      : '';
  return [owner, isRadio ? element.getAttribute('value') : '', label].join('|');
}

function alike(root: ParentNode, tag: string, key: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(tag)].filter((other) => keyOf(other) === key);
}
