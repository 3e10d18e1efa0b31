import { Parser } from 'htmlparser2';

/** Relations of `<link>` that make the browser load or connect, unlike `canonical` or `next`. */
const loadingRels =
  /\b(stylesheet|icon|manifest|preload|modulepreload|prefetch|preconnect|dns-prefetch)\b/;
const sourceTags = /^(script|img|source|video|audio|track|iframe|embed|input)$/;
const referenceTags = /^(use|image|feimage)$/;

/**
 * What a page makes the browser load.
 *
 * @param html of the page
 * @returns `scripts`, the addresses of external scripts; `inline`, the bodies of scripts in the page;
 *   `loads`, every address that is loaded without a click, scripts included
 */
export function readPage(html) {
  const page = { scripts: [], inline: [], loads: [] };
  let within;
  const parser = new Parser({
    onopentag(name, attributes) {
      within = name;
      page.loads.push(...addressesOf(name, attributes));
      if (name === 'script' && attributes.src) page.scripts.push(attributes.src);
      if (name === 'link' && attributes.rel === 'modulepreload') page.scripts.push(attributes.href);
    },
    ontext(text) {
      if (within === 'script' && text.trim()) page.inline.push(text);
      if (within === 'style') page.loads.push(...stylesheetAddresses(text));
    },
    onclosetag() {
      within = undefined;
    },
  });
  parser.end(html);
  return page;
}

function addressesOf(name, attributes) {
  const found = [];
  if (name === 'link' && loadingRels.test(attributes.rel ?? '')) found.push(attributes.href);
  if (sourceTags.test(name)) found.push(attributes.src, attributes.poster);
  if (name === 'object') found.push(attributes.data);
  if (referenceTags.test(name)) found.push(attributes.href, attributes['xlink:href']);
  for (const candidate of (attributes.srcset ?? '').split(',')) {
    found.push(candidate.trim().split(/\s+/)[0]);
  }
  found.push(...stylesheetAddresses(attributes.style ?? ''));
  return found.filter(Boolean);
}

/** The addresses that a style sheet loads. */
export function stylesheetAddresses(css) {
  const found = css.matchAll(/url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)/g);
  return [...found].map(([, url, imported]) => url ?? imported);
}
