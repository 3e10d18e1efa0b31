/** How Shiki colours code, here and in the content: both themes as custom properties. */
export const codeThemes = /** @type {const} */ ({
  themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  defaultColor: false,
});
