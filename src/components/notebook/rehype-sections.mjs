/**
 * What stands below a heading gets an element of its own, so that it can be laid out later
 * (`layout/lay-out.ts`). Headings stay outside: whatever looks for their places leaves it so.
 */
export function rehypeSections() {
  return (tree) => {
    tree.children = sectioned(tree.children);
  };
}

function sectioned(nodes) {
  const begin = nodes.findIndex(holdsHeading);
  if (begin < 0) return nodes;
  const result = nodes.slice(0, begin);
  let below = [];
  const end = () => {
    const isText = below.some(({ type }) => type !== 'text');
    result.push(...(isText ? [sectionOf(below)] : below));
    below = [];
  };
  for (const node of nodes.slice(begin)) {
    const isApart = holdsHeading(node);
    // What MDX imports belongs to the module, not to the text.
    if (isApart || node.type === 'mdxjsEsm') {
      end();
      if (isApart && !isHeading(node)) node.children = sectioned(node.children);
      result.push(node);
    } else below.push(node);
  }
  end();
  return result;
}

const isHeading = ({ tagName }) => tagName === 'h2' || tagName === 'h3';

function holdsHeading(node) {
  return isHeading(node) || (node.children ?? []).some(holdsHeading);
}

function sectionOf(children) {
  const properties = { className: ['below-heading'] };
  return { type: 'element', tagName: 'div', properties, children };
}
