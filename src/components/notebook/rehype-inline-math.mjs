/**
 * KaTeX's inline formulas are opaque boxes to the browser, which therefore may begin a line with the
 * comma that follows one, and puts no space between one and the Japanese letters beside it. This
 * plugin, after rehype-katex, keeps formula and punctuation on one line, keeps a short formula in one
 * piece and marks the sides where `text-autospace` would put a space.
 */
const opening = /[（「『〈《【［〔]+$/u;
const closing = /^[、。，．）」』〉》】］〕・：；！？％…ー]+/u;
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** So many letters leave but a small gap where they go to the next line: `7 × 7 × 128`. */
const longestUnbroken = 8;

/** A unified plugin for hast trees, MDX's included. */
export function rehypeInlineMath() {
  return mark;
}

function mark(node) {
  const children = node.children ?? [];
  for (let i = 0; i < children.length; i += 1) {
    if (hasClass(children[i], 'katex')) i += join(children, i) - 1;
    else if (!hasClass(children[i], 'katex-display')) mark(children[i]);
  }
}

/** Join the formula at `i` with its punctuation; returns how many nodes it is then. */
function join(siblings, i) {
  const [before, after] = [textOf(siblings[i - 1]), textOf(siblings[i + 1])];
  const start = opening.exec(before)?.[0] ?? '';
  const end = closing.exec(after)?.[0] ?? '';
  if (start) siblings[i - 1].value = before.slice(0, -start.length);
  if (end) siblings[i + 1].value = after.slice(end.length);

  const pieces = split(siblings[i], { first: start !== '', last: end !== '' });
  if (japanese.test(before.at(-1) ?? '')) pieces[0].properties.className.push('spaced-before');
  if (japanese.test(after[0] ?? '')) pieces.at(-1).properties.className.push('spaced-after');
  if (start) pieces[0] = unbroken([text(start), pieces[0]]);
  if (end) pieces.push(unbroken([pieces.pop(), text(end)]));
  siblings.splice(i, 1, ...pieces);
  return pieces.length;
}

/**
 * Take the first or the last of the parts between which KaTeX lets a line break out of a formula.
 * The MathML, which is what is read aloud, stays whole in the first piece.
 */
function split(formula, { first, last }) {
  const [mathml, html] = formula.children;
  if (isShort(html)) return [{ ...formula, properties: withClass(formula, 'unbroken') }];
  const parts = [...(html?.children ?? [])];
  const head = first && parts.length > 1 ? [parts.shift()] : [];
  const tail = last && parts.length > 1 ? [parts.pop()] : [];
  const groups = [head, parts, tail].filter((group) => group.length > 0);
  return groups.map((group, i) => ({
    ...formula,
    properties: withClass(formula),
    children: [...(i === 0 ? [mathml] : []), { ...html, children: group }],
  }));
}

/** Whether what is seen of a formula is short. */
function isShort(html) {
  return lettersOf(html) <= longestUnbroken;
}

function lettersOf(node) {
  if (node?.type === 'text') return node.value.replaceAll(/\s|\u200B/g, '').length;
  return (node?.children ?? []).reduce((sum, child) => sum + lettersOf(child), 0);
}

function withClass({ properties }, ...more) {
  return { ...properties, className: [...properties.className, ...more] };
}

function hasClass(node, name) {
  return node.type === 'element' && (node.properties?.className ?? []).includes(name);
}

function unbroken(children) {
  return { type: 'element', tagName: 'span', properties: { className: ['unbroken'] }, children };
}

function text(value) {
  return { type: 'text', value };
}

function textOf(node) {
  return node?.type === 'text' ? node.value : '';
}
