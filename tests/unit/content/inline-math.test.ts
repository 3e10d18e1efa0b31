import { expect, it } from 'vitest';
import { rehypeInlineMath } from '../../../src/components/notebook/rehype-inline-math.mjs';

interface Node {
  type: string;
  value?: string;
  properties?: { className: string[] };
  children?: Node[];
}

const text = (value: string): Node => ({ type: 'text', value });
const span = (className: string, ...children: Node[]): Node => ({
  type: 'element',
  properties: { className: [className] },
  children,
});

/** A paragraph after the plugin: its elements' classes and texts, `classes(…)`. */
function marked(before: string, parts: readonly string[], after: string): string {
  const html = span('katex-html', ...parts.map((part) => span('katex-base', text(part))));
  const formula = span('katex', span('katex-mathml'), html);
  const paragraph = { type: 'element', children: [text(before), formula, text(after)] };
  rehypeInlineMath()(paragraph);
  return paragraph.children.map(show).join('');
}

function show({ value, properties, children }: Node): string {
  if (value !== undefined) return value;
  const classes = properties?.className.join('.') ?? '';
  const inner = (children ?? []).map(show).join('');
  return /^katex-(html|base|mathml)$/.test(classes) ? inner : `${classes}(${inner})`;
}

it('keeps a short formula on one line, with the punctuation after it', () => {
  expect(marked('まず', ['7×', '7×', '128'], 'の特徴')).toBe(
    'まずkatex.unbroken.spaced-before.spaced-after(7×7×128)の特徴',
  );
  expect(marked('（', ['a=', 'b'], '）です')).toBe(
    'unbroken(unbroken(（katex.unbroken(a=b))）)です',
  );
});

it('lets a long formula break, but not before the comma after it', () => {
  expect(marked('式は', ['log(1−', 'D(G(z)))=', '0'], '、')).toBe(
    '式はkatex.spaced-before(log(1−D(G(z)))=)unbroken(katex(0)、)',
  );
});
