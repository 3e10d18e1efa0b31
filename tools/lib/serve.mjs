import { createServer } from 'node:http';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { headersOf, readRules } from './host-headers.mjs';

const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Types of files that hosts compress on their way. */
const packable = /^text\/|json|svg|wasm/;

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Files whose names change with their contents; `public/_headers` says the same to other hosts. */
const kept = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/**
 * Serve a built site as it is now: it is read into memory, so that a build that replaces the folder
 * leaves this server as it was.
 *
 * @param folder absolute path
 * @param options.base path below which the site lies, with slashes around
 * @param options.isolated whether to send the headers that give pages shared memory, and so threads,
 *   and what else the folder's `_headers` says
 * @param options.headers sent with everything, beside those
 * @param options.host name or address to listen at
 * @param options.port 0 for a free one; when a named one is taken, the next free one is
 * @param options.onTaken called with each port that was taken
 * @param options.compressed whether texts are sent compressed, as hosts do
 * @param options.slashless whether a page answers at its address without the last slash, as on some
 *   hosts, and not only leads to it
 * @param options.before awaited before a path is answered: delays it, or refuses it by a status
 * @returns the site's address, and how to stop
 */
export async function serve(folder, options = {}) {
  const { base = '/', isolated = false, compressed = false, slashless = false } = options;
  const { host = '127.0.0.1', port = 0, onTaken, before } = options;
  const files = readFiles(folder, base, compressed);
  const rules = isolated ? readRules(String(files.get(`${base}_headers`)?.body ?? '')) : [];
  const server = createServer(async (request, response) => {
    const path = pathOf(request.url);
    const refused = await before?.(path);
    const { status, headers, body } = refused
      ? { status: refused }
      : answer(files, path, { base, slashless });
    const below = path?.startsWith(base) ? path.slice(base.length - 1) : '/';
    const added = {
      ...(isolated ? isolation : {}),
      ...headersOf(rules, below),
      ...options.headers,
    };
    response.writeHead(status, { ...headers, ...added }).end(body);
  });
  await listen(server, { host, port, onTaken });
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${server.address().port}${base}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Every file of a folder by the path at which it is served. */
function readFiles(folder, base, compressed) {
  const paths = readdirSync(folder, { recursive: true }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return new Map(
    paths.map((path) => {
      const type = types[extname(path)];
      const isPacked = compressed && packable.test(type);
      const body = readFileSync(join(folder, path));
      const file = isPacked ? { body: gzipSync(body), encoding: 'gzip' } : { body };
      return [`${base}${path.replaceAll('\\', '/')}`, { type, ...file }];
    }),
  );
}

function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://x').pathname);
  } catch {
    return undefined;
  }
}

function answer(files, path, { base, slashless }) {
  if (path === undefined) return { status: 400 };
  const file = files.get(path.endsWith('/') ? `${path}index.html` : path);
  const isKept = /^(_astro|generated\/notebook)\//.test(path.slice(base.length));
  if (file) return found(200, file, isKept ? kept : {});
  const page = files.get(`${path}/index.html`);
  if (page && slashless) return found(200, page);
  if (page) return { status: 302, headers: { Location: `${path}/` } };
  if (path === '/') return { status: 302, headers: { Location: base } };
  const missing = files.get(`${base}404.html`);
  return missing ? found(404, missing) : { status: 404 };
}

function found(status, { type = 'application/octet-stream', encoding, body }, headers = {}) {
  const encoded = encoding ? { 'Content-Encoding': encoding } : {};
  return { status, headers: { 'Content-Type': type, ...encoded, ...headers }, body };
}

async function listen(server, { host, port, onTaken }) {
  for (let candidate = port; ; candidate++) {
    try {
      return await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || port === 0) throw error;
      onTaken?.(candidate);
    }
  }
}
