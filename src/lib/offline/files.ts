/** Which of the site's files are kept for reading without a network, and when. */

/**
 * - `pages`: texts, styles, fonts, scripts of the pages; kept after the first visit
 * - `programs`: what cells compute with; kept after these, unless data is dear
 * - `rest`: networks, pictures, films; kept once used, or when the reader asks for everything
 */
export type FileSet = 'pages' | 'programs' | 'rest';

/** A file of the built site, as `tools/lib/service-worker.mjs` lists it. */
export interface SiteFile {
  /** Below the base: `_astro/a.1234.js`. */
  readonly url: string;
  readonly set: FileSet;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Hash of its contents; `null` where the name already changes with them. */
  readonly revision: string | null;
  /** For the browser to check what comes (Subresource Integrity); `null` where hosts may change a file. */
  readonly integrity: string | null;
}

/** What a page asks of the service worker. */
export type OfflineRequest =
  | { readonly ask: 'keep'; readonly sets: readonly FileSet[] }
  | { readonly ask: 'state' }
  | { readonly ask: 'forget' }
  | { readonly ask: 'take-over' };

/** What it answers, by the port that came with the question: the state, after each file kept. */
export interface OfflineState {
  /** Bytes of everything, and of what is not here yet. */
  readonly total: number;
  readonly missing: number;
  /** Whether this is the last answer. */
  readonly isDone: boolean;
  /** Files that could not be had, by their addresses. */
  readonly failed: readonly string[];
}
