/**
 * Registers the service worker. On a host that cannot send the cross-origin isolation headers it adds
 * them, so that WebAssembly may use threads (where that fails too, everything runs on one thread);
 * everywhere it keeps the site for use without a network, once page and cells are at rest.
 */
import { isComputing } from '@lib/offline/computing';
import { ask } from './ask';
import { watchForUpdates } from './updates';

const tried = 'isolation-reload';

/** Milliseconds after a page has loaded, and between two looks for whether cells compute. */
const patience = 4000;

async function register(): Promise<void> {
  const base = document.documentElement.dataset['base'] ?? '/';
  if (crossOriginIsolated) await atRest();
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(`${base}isolation-worker.js`, { scope: base });
  if (!crossOriginIsolated && (await reloadsIsolated())) return;
  watchForUpdates(registration);
  await keep();
  // A worker of an older site, which keeps nothing, has been replaced.
  serviceWorker.addEventListener('controllerchange', () => void keep());
}

async function reloadsIsolated(): Promise<boolean> {
  // Only a page that computes gains, and none that the reader has begun to use is taken away.
  if (!document.querySelector('[data-computes]')) return false;
  await navigator.serviceWorker.ready;
  if (navigator.userActivation.hasBeenActive || sessionStorage.getItem(tried)) return false;
  sessionStorage.setItem(tried, 'yes');
  location.reload();
  return true;
}

async function keep(): Promise<void> {
  await atRest();
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (connection?.saveData) return;
  await ask({ ask: 'keep', sets: ['pages', 'programs'] });
  document.dispatchEvent(new Event('offline-kept'));
}

/** Resolves when the page has been there for a while, and no cell of any tab computes. */
async function atRest(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((resolve) => {
      addEventListener('load', resolve, { once: true });
    });
  do {
    await new Promise((resolve) => setTimeout(resolve, patience));
  } while (await isComputing());
}

// While the site is written, nothing may be shown that is not the newest.
if (import.meta.env.PROD && isSecureContext && 'serviceWorker' in navigator) {
  // Refused (a private window, an extension, blocked storage): the page is as good without.
  register().catch(() => undefined);
}
