/**
 * Adds the cross-origin isolation headers to this site's responses on hosts that cannot send them,
 * so that WebAssembly may use threads. It stores nothing and changes nothing else.
 */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const isOurs = new URL(request.url).origin === self.location.origin;
  const isOnlyCached = request.cache === 'only-if-cached' && request.mode !== 'same-origin';
  if (isOurs && !isOnlyCached) event.respondWith(isolated(request));
});

async function isolated(request) {
  const response = await fetch(request);
  // Opaque and redirected-to-elsewhere responses cannot be rebuilt.
  if (response.type !== 'basic' || response.redirected) return response;
  const { status, statusText, body } = response;
  const added = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) added.set(name, value);
  return new Response([101, 204, 205, 304].includes(status) ? null : body, {
    status,
    statusText,
    headers: added,
  });
}
