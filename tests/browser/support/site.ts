/** The built site as it lies on disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the site that is served was built. */
const dist = join(import.meta.dirname, '..', '..', '..', 'dist');

/** Addresses of every page, relative to the base: '' is the cover. */
export function pagePaths(): string[] {
  return (
    readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      // The sandbox's frame is no page.
      .filter((file) => file.endsWith('.html') && !file.startsWith('generated/'))
      .map((file) => file.replace(/index\.html$/, ''))
      .sort()
  );
}

/** The HTML of a page as built. */
export function pageSource(path: string): string {
  return readFileSync(join(dist, /\.html$/.test(path) ? path : `${path}index.html`), 'utf8');
}
