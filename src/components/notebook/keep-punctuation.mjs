/**
 * A rehype plugin: keeps a formula on one line with the bracket before it and the punctuation
 * after it.
 *
 * Browsers may break a line on either side of a formula, whose boxes they treat as they treat
 * images; so a line could begin with 「、」 or end with 「（」, which Japanese typesetting forbids.
 */

/** Longer formulas stay free to break within, where a phone could not hold them on one line. */
const longest = 24;

const opening = /[（「『［]$/u;
const closing = /^[、。，．）」』］・：；？！ー々]+/u;

/** @returns {(tree: import('hast').Root) => void} run after rehype-katex */
export function keepPunctuation() {
  return visit;
}

/** @param {import('hast').Root | import('hast').Element} parent */
function visit(parent) {
  for (let i = 0; i < parent.children.length; i += 1) {
    const node = parent.children[i];
    if (isFormula(node)) {
      if (shownLength(node) <= longest) keep(parent, i);
    } else if (node && 'children' in node) {
      visit(/** @type {import('hast').Element} */ (node));
    }
  }
}

/**
 * Wrap the child at `i` together with its punctuation, taken from the texts around it.
 *
 * @param {import('hast').Root | import('hast').Element} parent
 * @param {number} i
 */
function keep(parent, i) {
  const formula = /** @type {import('hast').Element} */ (parent.children[i]);
  const before = take(parent.children[i - 1], opening);
  const after = take(parent.children[i + 1], closing);
  if (!before && !after) return;
  /** @param {string} value */
  const text = (value) => (value ? [{ type: /** @type {const} */ ('text'), value }] : []);
  parent.children[i] = {
    type: 'element',
    tagName: 'span',
    properties: { style: 'white-space: nowrap' },
    children: [...text(before), formula, ...text(after)],
  };
}

/**
 * Cut what the pattern matches out of a text node.
 *
 * @param {import('hast').RootContent | undefined} node
 * @param {RegExp} pattern
 */
function take(node, pattern) {
  if (node?.type !== 'text') return '';
  const [found = ''] = pattern.exec(node.value) ?? [];
  node.value = node.value.replace(pattern, '');
  return found;
}

/**
 * @param {import('hast').RootContent | undefined} node
 * @returns {node is import('hast').Element}
 */
function isFormula(node) {
  return node?.type === 'element' && hasClass(node, 'katex');
}

/**
 * Characters that a reader sees: the MathML beside them is for screen readers.
 *
 * @param {import('hast').RootContent} node
 * @returns {number}
 */
function shownLength(node) {
  if (node.type === 'text') return node.value.length;
  if (node.type !== 'element' || hasClass(node, 'katex-mathml')) return 0;
  return node.children.reduce((sum, child) => sum + shownLength(child), 0);
}

/**
 * @param {import('hast').Element} element
 * @param {string} name
 */
function hasClass(element, name) {
  const { className } = element.properties;
  return Array.isArray(className) && className.includes(name);
}
