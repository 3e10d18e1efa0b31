import { decodeShare } from './share-link';

/** How far below or above the screen a cell may be, so that it is ready when the reader arrives. */
const rootMargin = '800px';

/**
 * Load a cell's program once one of its elements comes near the screen. A link that sets the cell up
 * (see `share-link.ts`) leads to it, since the browser finds no such anchor.
 *
 * @param selector the element's name
 */
export function whenNear(selector: string, load: () => Promise<unknown>): void {
  const elements = document.querySelectorAll(selector);
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void load();
    },
    { rootMargin },
  );
  elements.forEach((element) => {
    observer.observe(element);
  });
  const follow = () => {
    if (decodeShare(selector, location.hash)) elements[0]?.scrollIntoView();
  };
  follow();
  addEventListener('hashchange', follow);
}
