import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser } from 'htmlparser2';

/**
 * An integration of Astro that gives every built page its content security policy: what the page may
 * load is the site's own, and of scripts and styles within the page only those that it was built with.
 *
 * Astro's `security.csp` hashes what Astro itself bundles. It knows neither our `is:inline` scripts nor
 * the styles of cells' declarative shadow roots, so the finished page is read instead.
 */
export function contentPolicy() {
  return {
    name: 'content-policy',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const file of readdirSync(folder, { recursive: true })) {
          if (!file.endsWith('.html')) continue;
          const path = join(folder, file);
          writeFileSync(path, withPolicy(readFileSync(path, 'utf8')));
        }
      },
    },
  };
}

/**
 * @param html of a page
 * @returns the page with its policy; the same page where it has brought a policy of its own
 */
export function withPolicy(html) {
  if (/<meta http-equiv="content-security-policy"/i.test(html)) return html;
  const policy = pagePolicy(inlinesOf(html));
  const [charset] = html.match(/<meta charset="[\w-]+"\s*\/?>/) ?? [];
  if (!charset) throw new Error('content-policy: a page declares no charset to stand behind');
  const meta = `<meta http-equiv="content-security-policy" content="${policy}">`;
  return html.replace(charset, `${charset}${meta}`);
}

/**
 * KaTeX, Shiki and the cells write style attributes. tfjs compiles a little WebAssembly as soon as it is
 * imported, which some cells' programs do. `frame-ancestors` holds in headers only.
 */
function pagePolicy({ scripts, styles }) {
  const directives = {
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...hashesOf(scripts)],
    'style-src': ["'self'", ...hashesOf(styles)],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'"],
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'frame-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'self'"],
    'form-action': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

function hashesOf(texts) {
  return [...new Set(texts)].map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}

/** The texts of a page's own scripts, data left out, and of its style elements. */
function inlinesOf(html) {
  const found = { scripts: [], styles: [] };
  let list;
  const parser = new Parser({
    onopentag(name, { src, type }) {
      list = undefined;
      if (name === 'script' && src === undefined && runs(type)) list = found.scripts;
      if (name === 'style') list = found.styles;
      list?.push('');
    },
    ontext(text) {
      if (list) list[list.length - 1] += text;
    },
    onclosetag() {
      list = undefined;
    },
  });
  parser.end(html.replaceAll('\r\n', '\n'));
  return found;
}

function runs(type = '') {
  return ['', 'module', 'text/javascript'].includes(type);
}
