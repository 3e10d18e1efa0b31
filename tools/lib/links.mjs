import { LinkChecker } from 'linkinator';
import { serve } from './serve.mjs';

/**
 * Follow every link within a site from its cover and its 404 page, anchors included; links to other
 * hosts are left alone.
 *
 * @param folder of the built site
 * @param base path below which it is served, with slashes around
 * @returns one line for each broken link
 */
export async function brokenLinks(folder, base = '/') {
  const { url, stop } = await serve(folder, { base });
  const { origin } = new URL(url);
  try {
    const { links } = await new LinkChecker().check({
      path: [url, `${url}404.html`],
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

function describe({ url, parent, status }) {
  const why = status === 200 ? 'which has no such anchor' : `which answers ${status ?? 'nothing'}`;
  return `${parent ?? 'the start'} links to ${url}, ${why}`;
}
