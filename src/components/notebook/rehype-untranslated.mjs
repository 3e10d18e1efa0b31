/** Formulas and code stay as they are where a page is translated by machine. */
export function rehypeUntranslated() {
  return keep;
}

function keep(node) {
  const isFormula = node.properties?.className?.includes?.('katex');
  if (isFormula || node.tagName === 'code') node.properties.translate = 'no';
  for (const child of node.children ?? []) keep(child);
}
