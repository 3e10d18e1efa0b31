/**
 * Every work and page that the text cites, as data: the references page lists it, `<Cite key="…">`
 * links to an entry of it.
 *
 * Years are of first publication (for a paper, its preprint); venues are where it then appeared.
 */

import { added } from './references/added';
import { article } from './references/article';
import { papers } from './references/papers';

/**
 * - `article`: the list at the end of 「はじめてのGAN」 and the article itself
 * - `papers`: other works and pages that the article links in its text
 * - `added`: what this site adds: its own sources, and what came after 2017
 */
export type ReferenceGroup = 'article' | 'papers' | 'added';

export interface Reference {
  /** Short ASCII name: the `key` of a citation and the anchor on the references page. */
  readonly key: string;
  /** As a reader would cite them, in full; the language of the source. */
  readonly authors: string;
  /** Absent where the page is kept up to date and bears no single year. */
  readonly year?: number;
  /** The work's own title. */
  readonly title: string;
  /** Journal, conference, publisher or site. */
  readonly venue?: string;
  readonly url: string;
  /** One Japanese sentence: what a reader finds there. */
  readonly note?: string;
  readonly group: ReferenceGroup;
}

const entries = [...article, ...papers, ...added] as const;

/** The keys that a citation may name; a misspelt one does not compile. */
export type ReferenceKey = (typeof entries)[number]['key'];

/** All references, in the order in which the references page lists them. */
export const references: readonly (Reference & { readonly key: ReferenceKey })[] = entries;
