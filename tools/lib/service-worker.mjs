import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { root } from './steps.mjs';

/** Where earlier versions of the site had theirs, which is thus replaced: there is one in a scope. */
const address = 'isolation-worker.js';

/** Files that hosts read, not pages. */
const unlisted = [address, '_headers', '.nojekyll'];

/** Bytes above which a script is no part of a page: what tfjs and its kin come in. */
const largestScript = 100_000;

/** Takes the built site's worker away again, which `npm start` has left at the same port. */
const farewell = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('hajimete-no-gan-')) await caches.delete(name);
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: 'window' })) await client.navigate(client.url);
})()));
`;

/** An integration of Astro that builds the service worker, with the list of the built site's files in it. */
export function serviceWorker() {
  return {
    name: 'service-worker',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        await bundle(folder, listFiles(folder));
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          if (!request.url.endsWith(`/${address}`)) next();
          else response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(farewell);
        });
      },
    },
  };
}

/**
 * @param folder of a built site
 * @returns its files as `src/lib/offline/files.ts` describes them; pages last, since a page is of no use
 *   without what it loads
 */
function listFiles(folder) {
  const isPage = ({ url }) => Number(/\/$|^$|\.html$/.test(url));
  return readdirSync(folder, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile() && !unlisted.includes(path))
    .map((path) => describe(path, readFileSync(join(folder, path))))
    .sort((a, b) => isPage(a) - isPage(b) || (a.url < b.url ? -1 : 1));
}

function describe(path, content) {
  const hash = createHash('sha256').update(content).digest('base64');
  const isNamedByContent = path.startsWith('_astro/');
  return {
    url: path.replace(/(^|\/)index\.html$/, '$1'),
    set: setOf(path, content.length),
    size: content.length,
    revision: isNamedByContent ? null : hash.replaceAll(/\W/g, '').slice(0, 12),
    // Hosts may add to a page, or unpack a packed file.
    integrity: /\.(js|css|woff2)$/.test(path) ? `sha256-${hash}` : null,
  };
}

function setOf(path, size) {
  // A cell of code asks for it, all of which run after one visit.
  if (path.startsWith('models/digit-classifier/')) return 'programs';
  if (path.startsWith('models/')) return 'rest';
  if (/\.(js|json)$/.test(path)) return size > largestScript ? 'programs' : 'pages';
  if (/\.wasm$|^generated\//.test(path)) return 'programs';
  return /\.(html|css|woff2|svg|png|webmanifest)$/.test(path) ? 'pages' : 'rest';
}

async function bundle(folder, files) {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: {
      __SITE_FILES__: JSON.stringify(files),
      'process.env.NODE_ENV': '"production"',
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: join(root, 'src', 'service-worker.ts'),
        output: { format: 'iife', entryFileNames: address },
      },
    },
  });
}
