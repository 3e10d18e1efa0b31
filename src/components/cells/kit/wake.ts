/**
 * Cells before their programs: a cell's still looks and is alive. The reader's approach loads the
 * program; what the reader does meanwhile is done as soon as it is there.
 */
import { fetchAsset, isOutdated } from '@lib/assets';
import { wordsOf } from '@lib/error-words';
import { type Deed, elementAt, entryOf, isField, isSamePlace, placeOf, redo } from './deeds';
import { Hands } from './hands';
import type { CellModule } from './declaration';
import { phaseLabels } from './phase';
import { decodeShare } from './share-link';

/** Wakes a cell that waits for the reader; others do not listen. */
export const wakeEvent = 'cell-wake';

const strokeEvents = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'];

/** Loads a program. @returns what makes its element known to the page */
type LoadProgram = () => Promise<() => void>;

/**
 * Let every cell of the page wait for its reader.
 *
 * @param programs the cells' modules by their paths, each loaded when it is called
 */
export function enableCells(
  programs: Readonly<Record<string, () => Promise<{ readonly default: CellModule }>>>,
): void {
  for (const frame of document.querySelectorAll<HTMLElement>('[data-cell]')) {
    const { cell: name = '', preview } = frame.dataset;
    const path = Object.keys(programs).find((candidate) => candidate.includes(`/${name}/`));
    const program = path ? programs[path] : undefined;
    if (!program) continue;
    waitForReader(frame, async () => {
      const [{ default: cell }, shown] = await Promise.all([program(), loadPreview(preview)]);
      return () => {
        cell.define(shown);
      };
    });
  }
}

/** @param frame an element whose first child has been drawn by the server and waits for its program */
export function waitForReader(frame: HTMLElement, load: LoadProgram): void {
  // See layout/Base.astro.
  frame.dataset['waits'] = '';
  const element = frame.firstElementChild;
  if (element instanceof HTMLElement && element.shadowRoot)
    new SleepingElement(frame, element, element.shadowRoot, load).wait();
}

async function loadPreview(address: string | undefined): Promise<string | null> {
  return address === undefined ? null : new TextDecoder().decode(await fetchAsset(address));
}

class SleepingElement {
  private readonly deeds: Deed[] = [];
  private readonly listening = new AbortController();
  private readonly hands: Hands;
  private loading: Promise<void> | null = null;
  private failures = 0;
  private undoBadge: (() => void) | null = null;

  constructor(
    private readonly frame: HTMLElement,
    private readonly element: HTMLElement,
    private readonly root: ShadowRoot,
    private readonly load: LoadProgram,
  ) {
    this.hands = new Hands(root, this.listening.signal);
  }

  wait(): void {
    const { signal } = this.listening;
    const on = (target: EventTarget, type: string, act: (event: never) => void) => {
      target.addEventListener(type, act as EventListener, { signal });
    };
    for (const type of ['pointerenter', 'touchstart', 'focusin', 'dragenter', wakeEvent]) {
      this.element.addEventListener(type, () => void this.wake(), { signal, passive: true });
    }
    on(this.root, 'click', this.onClick);
    for (const type of ['input', 'change']) on(this.root, type, this.onEntry);
    on(this.root, 'keydown', this.onKey);
    for (const type of strokeEvents) on(this.root, type, this.onStroke);
    for (const type of ['dragover', 'drop']) on(this.element, type, this.onDrop);
    on(window, 'hashchange', this.follow);
    this.follow();
  }

  private readonly follow = (): void => {
    if (!decodeShare(this.element.localName, location.hash)) return;
    // The browser finds no such anchor.
    this.element.scrollIntoView();
    void this.wake();
  };

  private readonly onClick = ({ target }: MouseEvent): void => {
    const pressed = target instanceof Element ? target.closest('button') : null;
    if (!pressed || pressed.ariaDisabled === 'true') return;
    this.remember({ kind: 'press', place: placeOf(pressed) });
  };

  private readonly onEntry = ({ type, target }: Event): void => {
    // A field that is taken away with the still may say that it has changed.
    if (!isField(target) || this.isAwake()) return;
    const place = placeOf(target);
    const last = this.deeds.at(-1);
    // Key after key, it is one entry.
    if (last?.kind === 'entry' && isSamePlace(last.place, place)) this.deeds.pop();
    this.remember({ kind: 'entry', place, entry: entryOf(target, type === 'change') });
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey, isComposing, target } = event;
    if (isComposing) return;
    const isShortcut = key === 'Enter' && shiftKey;
    const isArrow = (key === 'ArrowUp' || key === 'ArrowDown') && !shiftKey;
    const walks = isArrow && target instanceof HTMLElement && target.role === 'spinbutton';
    if (!isShortcut && !walks) return;
    event.preventDefault();
    const place = walks ? placeOf(target) : null;
    this.remember({ kind: 'key', place, init: { key, shiftKey } });
  };

  private readonly onStroke = (event: PointerEvent): void => {
    const { target, type, pointerId, pointerType, clientX, clientY, button, buttons } = event;
    if (!(target instanceof HTMLElement) || !target.localName.endsWith('-pad')) return;
    if (type === 'pointermove' && buttons === 0) return;
    const pointer = { pointerId, pointerType, clientX, clientY, button };
    this.remember({ kind: 'stroke', place: placeOf(target), type, pointer });
  };

  private readonly onDrop = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Otherwise the browser would leave the page to show the file.
    event.preventDefault();
    if (event.type === 'drop')
      this.remember({ kind: 'drop', files: [...event.dataTransfer.files] });
  };

  private remember(deed: Deed): void {
    if (this.isAwake()) return;
    this.deeds.push(deed);
    if (deed.kind !== 'entry') this.hands.letGoOfMenu();
    void this.wake();
    if (deed.kind !== 'entry') this.showPreparing();
  }

  /** Another program of the page may have had use for the same element. */
  private isAwake(): boolean {
    const isDefined = customElements.get(this.element.localName) !== undefined;
    if (isDefined) this.listening.abort();
    return isDefined;
  }

  private wake(): Promise<void> {
    if (this.isAwake()) return Promise.resolve();
    this.loading ??= this.replace().catch((error: unknown) => {
      this.loading = null;
      this.failures += 1;
      this.undoBadge?.();
      this.tellProblem(error);
    });
    return this.loading;
  }

  private async replace(): Promise<void> {
    const { element, frame, root, deeds } = this;
    frame.ariaBusy = 'true';
    try {
      const define = await this.load();
      await this.hands.free();
      const focused = focusIn(root);
      const unfolded = [...root.querySelectorAll('details[id][open]')].map(({ id }) => id);
      define();
      this.listening.abort();
      await settled(element);
      for (const id of unfolded) root.getElementById(id)?.setAttribute('open', '');
      // Before anything is done: doing it may add elements.
      const targets = deeds.map((deed) =>
        'place' in deed && deed.place ? elementAt(element, deed.place) : null,
      );
      const wasTold = this.problem?.contains(document.activeElement) ?? false;
      const focus = focused
        ? elementAt(element, focused.place)
        : wasTold
          ? (targets.at(-1) ?? root.querySelector<HTMLElement>('.primary'))
          : null;
      focus?.focus({ preventScroll: true });
      this.problem?.remove();
      for (const [i, deed] of deeds.entries()) {
        redo(deed, element, targets[i] ?? null);
        await settled(element);
      }
      const isThere = focus instanceof HTMLInputElement && root.activeElement === focus;
      if (isThere && focused?.selection) focus.setSelectionRange(...focused.selection);
    } finally {
      frame.ariaBusy = null;
    }
  }

  /** Something was asked for, and it takes its time. */
  private showPreparing(): void {
    const badge = this.root.querySelector<HTMLElement>('.phase');
    if (!badge || this.undoBadge) return;
    const { textContent } = badge;
    const { phase } = badge.dataset;
    badge.textContent = phaseLabels.preparing;
    badge.dataset['phase'] = 'preparing';
    this.undoBadge = () => {
      badge.textContent = textContent;
      badge.dataset['phase'] = phase ?? '';
      this.undoBadge = null;
    };
  }

  private get problem(): HTMLElement | null {
    return this.frame.querySelector('.load-problem');
  }

  private tellProblem(error: unknown): void {
    const problem = this.problem ?? document.createElement('p');
    problem.className = 'load-problem';
    problem.role = 'alert';
    const again = button('もう一度試す', () => void this.wake());
    const anew = button('ページを再読み込み', () => {
      location.reload();
    });
    const hadFocus = problem.contains(document.activeElement);
    const mayBeOld = this.failures > 1 || isOutdated(error);
    problem.replaceChildren(wordsOf(error), again, ...(mayBeOld ? [anew] : []));
    this.frame.append(problem);
    if (hadFocus) again.focus();
  }
}

function button(label: string, onPress: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', onPress);
  return made;
}

type Selection = readonly [start: number, end: number];

function focusIn(root: ShadowRoot) {
  const { activeElement } = root;
  if (!(activeElement instanceof HTMLElement)) return null;
  const isText = activeElement instanceof HTMLInputElement && activeElement.type === 'text';
  const { selectionStart, selectionEnd } = isText ? activeElement : {};
  const selection: Selection | null = isText ? [selectionStart ?? 0, selectionEnd ?? 0] : null;
  return { place: placeOf(activeElement), selection };
}

/** Drawn as its program has it now. */
async function settled(element: HTMLElement): Promise<void> {
  if ('updateComplete' in element) await element.updateComplete;
}
