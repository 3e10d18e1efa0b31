import { readdirSync } from 'node:fs';
import { LinkChecker } from 'linkinator';
import { serve } from './serve.mjs';

/**
 * Follow every link within a site, anchors included; links to other hosts are left alone. Each page is
 * read at its address and at the same without the last slash, where some hosts serve it too.
 *
 * @param folder of the built site
 * @param base path below which it is served, with slashes around
 * @returns one line for each broken link
 */
export async function brokenLinks(folder, base = '/') {
  const { url, stop } = await serve(folder, { base, slashless: true });
  const { origin } = new URL(url);
  try {
    const { links } = await new LinkChecker().check({
      path: [url, `${url}404.html`, ...slashlessPages(folder, url)],
      recurse: true,
      checkFragments: true,
      checkCss: true,
      concurrency: 20,
      linksToSkip: (link) => Promise.resolve(!link.startsWith(`${origin}/`)),
    });
    return links
      .filter(({ state }) => state === 'BROKEN')
      .map((link) => describe(link).replaceAll(`${origin}/`, ''));
  } finally {
    await stop();
  }
}

function slashlessPages(folder, url) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => /(^|[\\/])index\.html$/.test(file))
    .map((file) => new URL(file.replaceAll('\\', '/'), url).href.replace(/\/index\.html$/, ''));
}

function describe({ url, parent, status }) {
  const why = status === 200 ? 'which has no such anchor' : `which answers ${status ?? 'nothing'}`;
  return `${parent ?? 'the start'} links to ${url}, ${why}`;
}
