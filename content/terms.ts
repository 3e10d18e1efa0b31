/** Terms of equations, with the lines of code and the curves that compute and show them. */

export interface LinkedTerm {
  /** As `\term{…}` names it in an equation, and `data-term` in the page. */
  readonly id: string;
  readonly tex: string;
  /** How the line of the library begins, in the region that `listed` names. */
  readonly line: string;
  /** Labels of curves in the cells that show it. */
  readonly curves: readonly string[];
}

/** Where the lines stand. */
export const listed = { file: 'nn/losses.ts', region: 'losses', page: 'code', anchor: 'losses' };

export const linkedTerms = [
  {
    id: 'real',
    tex: String.raw`\mathbb{E}\bigl[\log D(x)\bigr]`,
    line: 'const onReal =',
    curves: ['本物 D(x)'],
  },
  {
    id: 'fake',
    tex: String.raw`\mathbb{E}\bigl[\log\bigl(1 - D(G(z))\bigr)\bigr]`,
    line: 'const onFake =',
    curves: ['生成 D(G(z))'],
  },
  {
    id: 'value',
    tex: String.raw`-\tfrac{1}{2} V(D, G)`,
    line: 'return onReal.add(onFake)',
    curves: ['識別器'],
  },
  {
    id: 'saturating',
    tex: String.raw`\log\bigl(1 - D(G(z))\bigr)`,
    line: 'saturating: (fakeLogits)',
    curves: ['生成器'],
  },
  {
    id: 'non-saturating',
    tex: String.raw`-\log D(G(z))`,
    line: "'non-saturating': (fakeLogits)",
    curves: ['生成器'],
  },
] as const satisfies readonly LinkedTerm[];

export type LinkedTermId = (typeof linkedTerms)[number]['id'];
