/**
 * Every work and page that the text cites, as data: the references page lists it, `<Cite key="…">`
 * links to an entry of it.
 *
 * Years are of first publication (for a paper, its preprint); venues are where it then appeared.
 */

import { added } from './references/added';
import { article } from './references/article';
import { later } from './references/later';
import { papers } from './references/papers';
import type { Reference } from './references/reference';

export type { Reference, ReferenceGroup } from './references/reference';

const entries = [...article, ...papers, ...added, ...later] as const;

/** The keys that a citation may name; a misspelt one does not compile. */
export type ReferenceKey = (typeof entries)[number]['key'];

/** All references, in the order in which the references page lists them. */
export const references: readonly (Reference & { readonly key: ReferenceKey })[] = entries;
