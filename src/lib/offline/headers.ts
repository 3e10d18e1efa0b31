/** The headers that the service worker adds where the host sends none; `public/_headers` says the same. */

/** Make a page cross-origin isolated, so that WebAssembly may use threads. */
const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

/**
 * Of a worker, which has the policy of its own response and not its page's. tfjs starts its threads
 * from a `blob:` of its own text.
 */
export const workerPolicy =
  "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self'";

/**
 * @param destination of the request that it answers
 * @returns the same response with the headers, or the response itself where it cannot be rebuilt
 *   (opaque, or redirected)
 */
export function withHeaders(response: Response, destination: RequestDestination): Response {
  const { status, statusText, type, redirected } = response;
  if (redirected || type.startsWith('opaque') || type === 'error') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(isolationHeaders)) headers.set(name, value);
  if (destination === 'worker' && !headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', workerPolicy);
  // These come without a body, and may not be given one.
  const body = [101, 204, 205, 304].includes(status) ? null : response.body;
  return new Response(body, { status, statusText, headers });
}
