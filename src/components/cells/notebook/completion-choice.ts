/** Whether the editor offers names and parameters by itself; remembered, for all cells of all pages. */
const key = 'hajimete-no-gan-no-completion';

let isOff = false;
try {
  isOff = typeof localStorage !== 'undefined' && localStorage.getItem(key) !== null;
} catch {
  // Without storage it holds for this visit.
}
const listeners = new Set<() => void>();

export const completionChoice = {
  get isOff(): boolean {
    return isOff;
  },
  /** @returns what is so from now on, for the reader to hear */
  toggle(): string {
    isOff = !isOff;
    try {
      if (isOff) localStorage.setItem(key, '1');
      else localStorage.removeItem(key);
    } catch {
      // As above.
    }
    for (const listener of listeners) listener();
    return isOff ? '補完を出しません。Ctrl+Spaceを押したときだけ出します。' : '補完を出します。';
  },
  subscribe(signal: AbortSignal, listener: () => void): void {
    listeners.add(listener);
    signal.addEventListener('abort', () => listeners.delete(listener));
  },
};
