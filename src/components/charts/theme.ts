/** What drawing on a canvas needs to follow the page's theme, which CSS follows by itself. */

/** Call back whenever the page's theme may have changed; returns what ends that. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['class', 'style', 'data-theme'],
  });
  const ending = new AbortController();
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'])
    matchMedia(query).addEventListener('change', callback, ending);
  return () => {
    observer.disconnect();
    ending.abort();
  };
}

/**
 * The colour of a custom property as a canvas understands it, whatever notation it is written in, and
 * even where the reader's own colours are forced upon text.
 *
 * @param probe an element that may be restyled; it need not be shown
 */
export function resolveColor(probe: HTMLElement, property: string): string {
  probe.style.forcedColorAdjust = 'none';
  probe.style.color = `var(${property})`;
  return getComputedStyle(probe).color;
}
