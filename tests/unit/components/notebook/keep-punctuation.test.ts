import { describe, expect, it } from 'vitest';
import { keepPunctuation } from '@components/notebook/keep-punctuation.mjs';

type Root = Parameters<ReturnType<typeof keepPunctuation>>[0];
type Child = Root['children'][number];

const text = (value: string): Child => ({ type: 'text', value });
const element = (tagName: string, children: Child[], className?: string): Child => ({
  type: 'element',
  tagName,
  properties: className ? { className: [className] } : {},
  children: children as never,
});
const formula = (shown: string): Child =>
  element(
    'span',
    [element('span', [text(shown)], 'katex-mathml'), element('span', [text(shown)], 'katex-html')],
    'katex',
  );

/** The paragraph's text, with [ ] around what is kept on one line. */
function kept(...children: Child[]): string {
  const root: Root = { type: 'root', children: [element('p', children)] };
  keepPunctuation()(root);
  return read(root.children[0]);
}

function read(node: Child | undefined): string {
  if (node?.type === 'text') return node.value;
  if (node?.type !== 'element' || node.properties.className?.toString() === 'katex-mathml') {
    return '';
  }
  const inside = node.children.map((child) => read(child)).join('');
  return node.properties.style === 'white-space: nowrap' ? `[${inside}]` : inside;
}

describe('keepPunctuation', () => {
  it('keeps a comma with the formula before it', () => {
    expect(kept(text('入力を'), formula('x'), text('、出力を'))).toBe('入力を[x、]出力を');
  });

  it('keeps both brackets with the formula between them', () => {
    expect(kept(text('偽物（'), formula('G(z)'), text('）。次に'))).toBe('偽物[（G(z)）。]次に');
  });

  it('leaves a formula between words free to move', () => {
    expect(kept(text('値'), formula('x'), text('は'))).toBe('値xは');
  });

  it('leaves a formula too long for a phone free to break', () => {
    const long = 'x'.repeat(25);
    expect(kept(text('値'), formula(long), text('、'))).toBe(`値${long}、`);
  });

  it('reaches formulas inside other elements', () => {
    expect(kept(element('em', [formula('k'), text('。')]))).toBe('[k。]');
  });
});
