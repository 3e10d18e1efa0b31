/** Figures are numbered in the page's order, so that a new one renumbers those that follow. */
export function rehypeFigures() {
  return (tree) => {
    let count = 0;
    const visit = (node) => {
      if (node.name === 'Figure') {
        count += 1;
        node.attributes.push({ type: 'mdxJsxAttribute', name: 'number', value: String(count) });
      }
      for (const child of node.children ?? []) visit(child);
    };
    visit(tree);
  };
}
