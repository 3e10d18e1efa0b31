/**
 * What scrolls within itself (equations, tables) can be reached by keyboard while it is wider than
 * the page, and is no stop on the way while it is not.
 */
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!(target instanceof HTMLElement)) continue;
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  }
});

for (const element of document.querySelectorAll('[data-scrolls], .katex-display')) {
  sizes.observe(element);
}
