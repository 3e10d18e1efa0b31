/** Lights up what belongs together: a term of an equation, its line of code, its curve and number in the cell. */
import type { LineChart } from '../charts/line-chart';

interface Link {
  readonly term: string;
  /** How its line of code begins. */
  readonly line: string;
  /** The cell's element, and the curves' labels in it. */
  readonly cell: string;
  readonly curves: readonly string[];
}

const links = [...document.querySelectorAll<HTMLElement>('[data-linked] [data-term]')].map(
  ({ dataset, parentElement }): Link => ({
    term: dataset['term'] ?? '',
    line: dataset['line'] ?? '',
    cell: parentElement?.closest<HTMLElement>('[data-linked]')?.dataset['linked'] ?? '',
    curves: dataset['curves']?.split('|') ?? [],
  }),
);

const isLine = (element: Element, { line }: Link) =>
  element.matches('.line') && !!element.textContent.trim().startsWith(line);

/** What an element under the pointer or the focus belongs to. */
function linksOf(path: readonly EventTarget[]): Link[] {
  const elements = path.filter((target) => target instanceof Element);
  const found = elements.map((element) =>
    links.filter((link) => {
      const { term, curve } = (element as HTMLElement).dataset;
      const isCurve = curve !== undefined && link.curves.includes(curve);
      return term === link.term || isLine(element, link) || (isCurve && isWithin(path, link.cell));
    }),
  );
  return found.find(({ length }) => length > 0) ?? [];
}

function isWithin(path: readonly EventTarget[], cell: string): boolean {
  return path.some((target) => target instanceof Element && target.localName === cell);
}

let lit: Element[] = [];
let charts: LineChart[] = [];
let present = '';

function light(found: readonly Link[]): void {
  const key = found.map(({ term }) => term).join();
  if (key === present) return;
  present = key;
  for (const element of lit) element.removeAttribute('data-lit');
  for (const chart of charts) chart.lit = [];
  lit = found.flatMap(elementsOf);
  charts = found.flatMap(({ cell }) => chartsOf(cell));
  for (const element of lit) element.setAttribute('data-lit', '');
  for (const chart of charts) chart.lit = found.flatMap(({ curves }) => curves);
}

function elementsOf(link: Link): Element[] {
  const { term, cell, curves } = link;
  const named = `[data-term="${term}"]`;
  const within = rootOf(cell);
  const drawn = [...(within?.querySelectorAll<HTMLElement>(`[data-curve], ${named}`) ?? [])];
  return [
    ...document.querySelectorAll(named),
    ...[...document.querySelectorAll('.line')].filter((element) => isLine(element, link)),
    ...drawn.filter(
      ({ dataset }) => dataset['term'] === term || curves.includes(dataset['curve'] ?? ''),
    ),
  ];
}

const rootOf = (cell: string) => document.querySelector(cell)?.shadowRoot ?? null;
const chartsOf = (cell: string) => [...(rootOf(cell)?.querySelectorAll('line-chart') ?? [])];

for (const type of ['pointerover', 'focusin'] as const)
  document.addEventListener(type, (event) => {
    light(linksOf(event.composedPath()));
  });
document.addEventListener('focusout', () => {
  light([]);
});
