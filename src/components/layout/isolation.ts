/**
 * On a host that cannot send the cross-origin isolation headers, a service worker adds them, so that
 * WebAssembly may use threads. Where that fails too, everything runs on one thread.
 */
const tried = 'isolation-reload';

async function isolate(): Promise<void> {
  const base = document.documentElement.dataset['base'] ?? '/';
  await navigator.serviceWorker.register(`${base}isolation-worker.js`, { scope: base });
  // Only a page that computes gains, and none that the reader has begun to use is taken away.
  if (!document.querySelector('[data-computes]')) return;
  await navigator.serviceWorker.ready;
  if (navigator.userActivation.hasBeenActive || sessionStorage.getItem(tried)) return;
  sessionStorage.setItem(tried, 'yes');
  location.reload();
}

if (!crossOriginIsolated && isSecureContext && 'serviceWorker' in navigator) {
  // Refused (a private window, an extension, blocked storage): one thread it is.
  isolate().catch(() => undefined);
}

export {};
