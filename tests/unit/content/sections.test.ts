import { expect, it } from 'vitest';
import { rehypeFigures } from '../../../src/components/notebook/rehype-figures.mjs';
import { rehypeSections } from '../../../src/components/notebook/rehype-sections.mjs';

interface Node {
  type: string;
  tagName?: string;
  name?: string;
  value?: string;
  attributes?: { name: string; value: string }[];
  properties?: { className: string[] };
  children?: Node[];
}

const element = (tagName: string, ...children: Node[]): Node => ({
  type: 'element',
  tagName,
  children,
});
const component = (name: string, ...children: Node[]): Node => ({
  type: 'mdxJsxFlowElement',
  name,
  attributes: [],
  children,
});
const blank: Node = { type: 'text', value: '\n' };
const module: Node = { type: 'mdxjsEsm' };

function show({ type, tagName, name, properties, children = [] }: Node): string {
  if (type === 'text') return '';
  const inner = children.map(show).filter(Boolean).join(' ');
  return `${properties?.className.join() ?? tagName ?? name ?? type}${inner && `(${inner})`}`;
}

function sectioned(...children: Node[]): string {
  const root = { type: 'root', children };
  rehypeSections()(root);
  return root.children.map(show).filter(Boolean).join(' ');
}

it('puts what stands below each heading into an element, and leaves the beginning as it is', () => {
  const page = [
    element('p'),
    blank,
    element('h2'),
    blank,
    component('Point', element('p')),
    element('h4'),
    element('h3'),
    blank,
    element('h2'),
    element('ul'),
  ];
  expect(sectioned(module, ...page)).toBe(
    'mdxjsEsm p h2 below-heading(Point(p) h4) h3 h2 below-heading(ul)',
  );
  expect(sectioned(element('p'), component('Cell'))).toBe('p Cell');
});

it('goes into what holds headings, and keeps imports with the module', () => {
  const point = component('Point', element('p'), element('h2'), element('p'));
  expect(sectioned(point, element('h2'), element('p'), module, element('p'))).toBe(
    'Point(p h2 below-heading(p)) h2 below-heading(p) mdxjsEsm below-heading(p)',
  );
});

it('numbers figures in the order of the page', () => {
  const figures = [component('Figure'), component('Figure')];
  const [first, second] = figures;
  const root = { type: 'root', children: [first, component('Point', second as Node)] };
  rehypeFigures()(root);
  expect(figures.map(({ attributes }) => attributes)).toEqual([
    [{ type: 'mdxJsxAttribute', name: 'number', value: '1' }],
    [{ type: 'mdxJsxAttribute', name: 'number', value: '2' }],
  ]);
});
