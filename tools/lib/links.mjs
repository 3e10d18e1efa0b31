import { LinkChecker } from 'linkinator';

/**
 * Follow every link within a site from its cover and its 404 page, anchors included; links to other
 * hosts are left alone.
 *
 * @param root folder that a server would serve
 * @param base path of the site below it, with slashes around
 * @returns one line for each broken link
 */
export async function brokenLinks(root, base = '/') {
  const { links } = await new LinkChecker().check({
    path: [base, `${base}404.html`].map((path) => path.slice(1) || '/'),
    serverRoot: root,
    recurse: true,
    checkFragments: true,
    checkCss: true,
    concurrency: 20,
    linksToSkip: (link) => Promise.resolve(!/^http:\/\/(localhost|127\.0\.0\.1)/.test(link)),
  });
  return links.filter(({ state }) => state === 'BROKEN').map(describe);
}

function describe({ url, parent, status }) {
  const why = status === 200 ? 'which has no such anchor' : `which answers ${status ?? 'nothing'}`;
  return `${parent ?? 'the start'} links to ${url}, ${why}`;
}
