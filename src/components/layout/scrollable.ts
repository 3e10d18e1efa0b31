/**
 * What scrolls within itself (equations, tables) can be reached by keyboard while it is wider than
 * the page, and is no stop on the way while it is not.
 */
const scrolling = document.querySelectorAll<HTMLElement>('[data-scrolls], .katex-display');

function check(element: HTMLElement) {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target instanceof HTMLElement) check(target);
});
for (const element of scrolling) sizes.observe(element);

// A font that arrives makes what is within wider, and not the element itself. What is not laid out yet will
// have its size observed when it is.
document.fonts.addEventListener('loadingdone', () => {
  for (const element of scrolling)
    if (element.checkVisibility({ contentVisibilityAuto: true })) check(element);
});
