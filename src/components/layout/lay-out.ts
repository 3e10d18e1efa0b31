/**
 * A page opens with only its first window laid out (`html.opening`), which takes half of the time. The rest
 * follows piece by piece as soon as the reader moves, so that whoever scrolls, follows a link or looks for a
 * word finds everything in its place.
 */
const { classList } = document.documentElement;

const signs = ['pointermove', 'pointerdown', 'wheel', 'scroll', 'focusin'];

/** One after another, so that no piece keeps the reader waiting. */
async function layOut(): Promise<void> {
  for (const section of document.querySelectorAll('.below-heading')) {
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 200 }));
    if (!classList.contains('opening')) return;
    section.classList.add('laid-out');
  }
  classList.remove('opening');
}

if (classList.contains('opening')) {
  const waiting = new AbortController();
  const begin = () => {
    waiting.abort();
    void layOut();
  };
  const finish = () => {
    waiting.abort();
    classList.remove('opening');
  };
  for (const sign of signs)
    addEventListener(sign, begin, { signal: waiting.signal, capture: true, passive: true });
  // Where a link or a key leads to within the page, and what is printed, is known only when all is laid out.
  for (const type of ['click', 'keydown', 'beforeprint'])
    addEventListener(type, finish, { once: true, capture: true });
}
