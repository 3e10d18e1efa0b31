/// <reference lib="webworker" />
/**
 * The site's service worker, built to `isolation-worker.js`: isolates pages on hosts that cannot, and
 * keeps what is read and run for use without a network. What it keeps is one version of the site; the
 * next one waits until the reader asks for it.
 */
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { registerRoute, setCatchHandler } from 'workbox-routing';
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies';
import type { FileSet, OfflineRequest, OfflineState, SiteFile } from './lib/offline/files';
import { withHeaders } from './lib/offline/headers';

declare const self: ServiceWorkerGlobalScope;
/** Put in by `tools/lib/service-worker.mjs`. */
declare const __SITE_FILES__: readonly SiteFile[];
const files = __SITE_FILES__;

const base = new URL('./', self.location.href);
const addressOf = ({ url }: SiteFile) => new URL(url, base).href;
const pageFiles = files.filter(({ set }) => set === 'pages');
const otherFiles = new Map(
  files.filter(({ set }) => set !== 'pages').map((file) => [addressOf(file), file]),
);

// The cache is the origin's, which may hold other sites below other paths.
const cacheNames = {
  pages: `hajimete-no-gan-pages ${base.pathname}`,
  others: `hajimete-no-gan-files ${base.pathname}`,
};

interface Handled {
  readonly request: Request;
  readonly response: Response;
}

const isolated = {
  handlerWillRespond: ({ request, response }: Handled) =>
    Promise.resolve(withHeaders(response, request.destination)),
};

/** Lets nothing into the cache that only stands in a file's place, as the login page of a Wi-Fi does. */
const checked = {
  async cacheWillUpdate({ request, response }: Handled): Promise<Response | null> {
    if (response.status !== 200) return null;
    const isPage = /\/$|\.html$/.test(new URL(request.url).pathname);
    const isHtml = (response.headers.get('Content-Type') ?? '').startsWith('text/html');
    if (isPage !== isHtml) return null;
    // Every page of ours has a policy.
    const isOurs = !isPage || /-security-policy"/i.test(await response.clone().text());
    return isOurs ? response : null;
  },
};

const precache = new PrecacheController({
  cacheName: cacheNames.pages,
  plugins: [checked, isolated],
});
precache.addToCacheList(
  pageFiles.map((file) => ({
    url: addressOf(file),
    revision: file.revision,
    ...(file.integrity === null ? {} : { integrity: file.integrity }),
  })),
);

/** Under which a file is kept: a new version has another. */
function keyOf(file: SiteFile): string {
  const address = addressOf(file);
  return file.revision === null ? address : `${address}?revision=${file.revision}`;
}

const keyed = {
  cacheKeyWillBeUsed: ({ request }: { readonly request: Request }) => {
    const file = otherFiles.get(request.url);
    return Promise.resolve(file ? keyOf(file) : request.url);
  },
};
const onDemand = {
  cacheName: cacheNames.others,
  plugins: [keyed, checked, isolated],
  matchOptions: { ignoreVary: true },
};
const keptFirst = new CacheFirst(onDemand);
const newest = new NetworkFirst(onDemand);

registerRoute(
  new PrecacheRoute(precache, {
    cleanURLs: false,
    ignoreURLParametersMatching: [/./],
    // Some hosts show a page without its last slash.
    urlManipulation: ({ url }) => (url.pathname.endsWith('/') ? [] : [new URL(`${url.href}/`)]),
  }),
);
registerRoute(
  ({ url, request }) => otherFiles.has(url.href) && !request.headers.has('Range'),
  // A page that was given something else asks anew (`lib/assets.ts`).
  (options) => (options.request.cache === 'reload' ? newest : keptFirst).handle(options),
);
registerRoute(
  ({ sameOrigin, request }) =>
    sameOrigin && !(request.cache === 'only-if-cached' && request.mode !== 'same-origin'),
  new NetworkOnly({ plugins: [isolated] }),
);
setCatchHandler(async ({ request }) => {
  const isDocument = request.destination === 'document';
  const missing = isDocument && (await precache.matchPrecache(new URL('404.html', base).href));
  return missing ? withHeaders(missing, request.destination) : Response.error();
});

self.addEventListener('install', (event) => {
  event.waitUntil(install(event));
});

/**
 * Isolation cannot wait for megabytes, so a first worker begins at once and keeps the pages once one of
 * them says that it is at rest. A later one gets its version of the pages ready, then waits; but not for
 * a predecessor that has kept none.
 */
async function install(event: ExtendableEvent): Promise<void> {
  const isUpdate = self.registration.active !== null && (await caches.has(cacheNames.pages));
  if (isUpdate) await precache.install(event);
  else await self.skipWaiting();
}

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([self.clients.claim(), precache.activate(event), forgetOtherVersions()]),
  );
});

async function forgetOtherVersions(): Promise<void> {
  const cache = await caches.open(cacheNames.others);
  const present = new Set([...otherFiles.values()].map(keyOf));
  for (const { url } of await cache.keys()) if (!present.has(url)) await cache.delete(url);
}

/** One after the other, whichever tab asks. */
let work: Promise<unknown> = Promise.resolve();

self.addEventListener('message', (event) => {
  const request = event.data as OfflineRequest;
  if (request.ask === 'take-over') {
    event.waitUntil(self.skipWaiting());
    return;
  }
  work = work.then(() => answer(request, event)).catch(() => undefined);
  event.waitUntil(work);
});

async function answer(request: OfflineRequest, event: ExtendableMessageEvent): Promise<void> {
  const failed: string[] = [];
  const report = async (isDone: boolean) =>
    event.ports[0]?.postMessage({ ...(await missing()), failed, isDone } satisfies OfflineState);
  if (request.ask === 'forget') await caches.delete(cacheNames.others);
  if (request.ask === 'keep') {
    if (request.sets.includes('pages'))
      await precache
        .install(asInstall(event))
        .catch((error: unknown) => failed.push(String(error)));
    await keep(request.sets, { event, failed, onKept: () => report(false) });
  }
  await report(true);
}

/** Workbox fetches into its cache only for an event of this type. */
function asInstall(event: ExtendableEvent): ExtendableEvent {
  const waitUntil = (promise: Promise<unknown>) => {
    event.waitUntil(promise);
  };
  return { type: 'install', waitUntil } as ExtendableEvent;
}

interface KeepOptions {
  readonly event: ExtendableEvent;
  readonly failed: string[];
  onKept(): Promise<void>;
}

async function keep(sets: readonly FileSet[], { event, failed, onKept }: KeepOptions) {
  const cache = await caches.open(cacheNames.others);
  for (const [address, file] of otherFiles) {
    if (!sets.includes(file.set) || (await cache.match(keyOf(file)))) continue;
    const [response, done] = keptFirst.handleAll({ event, request: new Request(address) });
    const isThere = await Promise.all([response, done]).catch(() => false);
    if (!isThere || !(await cache.match(keyOf(file)))) failed.push(file.url);
    await onKept();
  }
}

async function missing(): Promise<Pick<OfflineState, 'total' | 'missing'>> {
  const kept = new Set<string>();
  for (const name of Object.values(cacheNames)) {
    for (const { url } of await (await caches.open(name)).keys()) kept.add(url);
  }
  const keyFor = (file: SiteFile) =>
    file.set === 'pages' ? precache.getCacheKeyForURL(addressOf(file)) : keyOf(file);
  const size = (some: readonly SiteFile[]) => some.reduce((sum, file) => sum + file.size, 0);
  const absent = files.filter((file) => !kept.has(keyFor(file) ?? ''));
  return { total: size(files), missing: size(absent) };
}
