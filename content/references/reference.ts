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
