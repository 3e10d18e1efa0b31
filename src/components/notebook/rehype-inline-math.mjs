/**
 * KaTeX's inline formulas are opaque boxes to the browser, which therefore may begin a line with the
 * comma that follows one, and puts no space between one and the Japanese letters beside it. This
 * plugin, after rehype-katex, keeps formula and punctuation on one line and marks the sides where
 * `text-autospace` would put a space.
 */
const opening = /[（「『〈《【［〔]+$/u;
const closing = /^[、。，．）」』〉》】］〕・：；！？％…ー]+/u;
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A unified plugin for hast trees, MDX's included. */
export function rehypeInlineMath() {
  return mark;
}

function mark(node) {
  const children = node.children ?? [];
  for (let i = 0; i < children.length; i += 1) {
    if (!isFormula(children[i])) mark(children[i]);
    else i = join(children, i);
  }
}

const isFormula = (node) =>
  node.type === 'element' && (node.properties?.className ?? []).includes('katex');

/** Join the formula at `i` with its punctuation; returns where it then is. */
function join(siblings, i) {
  const formula = siblings[i];
  const [before, after] = [textOf(siblings[i - 1]), textOf(siblings[i + 1])];
  if (japanese.test(before.at(-1) ?? '')) formula.properties.className.push('spaced-before');
  if (japanese.test(after[0] ?? '')) formula.properties.className.push('spaced-after');

  const start = opening.exec(before)?.[0] ?? '';
  const end = closing.exec(after)?.[0] ?? '';
  if (!start && !end) return i;
  if (start) siblings[i - 1].value = before.slice(0, -start.length);
  if (end) siblings[i + 1].value = after.slice(end.length);
  const text = (value) => (value ? [{ type: 'text', value }] : []);
  siblings[i] = {
    type: 'element',
    tagName: 'span',
    properties: { className: ['unbroken'] },
    children: [...text(start), formula, ...text(end)],
  };
  return i;
}

function textOf(node) {
  return node?.type === 'text' ? node.value : '';
}
