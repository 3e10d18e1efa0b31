/**
 * The content's links within the site are written relative to the page's address, `../code/#run`. A
 * browser that shows the page under an address without its last slash, as some hosts serve it, would
 * follow them astray: this plugin makes each the whole path below the site's base.
 */

/** @param {string} base with slashes around */
export function rehypeSiteLinks(base) {
  return (tree, { path }) => {
    const [, id = ''] = /content\/(.+)\.mdx$/.exec(path.replaceAll('\\', '/')) ?? [];
    const page = new URL(`${base}${id === 'cover' ? '' : `${id}/`}`, 'http://site');
    lead(tree, page);
  };
}

function lead(node, page) {
  const { href } = node.properties ?? {};
  if (node.tagName === 'a' && isRelative(href)) {
    const { pathname, search, hash } = new URL(href, page);
    node.properties.href = `${pathname}${search}${hash}`;
  }
  for (const child of node.children ?? []) lead(child, page);
}

/** Neither of another host, nor from the root, nor within the page. */
function isRelative(href) {
  return typeof href === 'string' && !/^([a-z][a-z+.-]*:|\/|#)/i.test(href);
}
