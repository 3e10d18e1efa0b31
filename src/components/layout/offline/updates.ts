/**
 * A new version of the site waits until the reader asks for it, and until no cell computes: it would
 * take away the programs that a page may still have to load.
 */
import { isComputing } from '@lib/offline/computing';
import type { OfflineRequest } from '@lib/offline/files';

/** Milliseconds between two looks for a new version from a tab that stays open. */
const interval = 3_600_000;

const words = {
  computing: '計算しているあいだは切り替えられません。計算が止まってから、もう一度押してください。',
  atStake: 'このページの学習は、切り替えると残りません。それでもよければ、もう一度押してください。',
  elsewhere: '別のタブで新しい版に切り替わりました。ページを再読み込みしてください。',
};

/** @param registration of the service worker */
export function watchForUpdates(registration: ServiceWorkerRegistration): void {
  const look = () => {
    const { installing, waiting } = registration;
    if (waiting) announce(registration);
    installing?.addEventListener('statechange', () => {
      // One that does not wait is waiting for a moment, too.
      setTimeout(look, 1000);
    });
  };
  registration.addEventListener('updatefound', look);
  look();
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || Date.now() - looked < interval) return;
    looked = Date.now();
    registration.update().catch(() => undefined);
  });
}

function announce({ waiting }: ServiceWorkerRegistration): void {
  const notice = document.querySelector<HTMLElement>('[data-update]');
  if (!waiting || !notice?.hidden) return;
  const word = notice.querySelector('p');
  const [change, later] = notice.querySelectorAll('button');
  if (!word || !change || !later) return;
  const hint = (text: string) => (word.textContent = text);
  let isAsked = false;
  let isWarned = false;
  change.addEventListener('click', () => void press());
  later.addEventListener('click', () => notice.remove());
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isAsked) location.reload();
    else hint(words.elsewhere);
  });
  notice.hidden = false;

  async function press(): Promise<void> {
    if (waiting?.state === 'activated') location.reload();
    else if (await isComputing()) hint(words.computing);
    else if (!isWarned && isRunAtStake()) {
      isWarned = true;
      hint(words.atStake);
    } else {
      isAsked = true;
      waiting?.postMessage({ ask: 'take-over' } satisfies OfflineRequest);
    }
  }
}

/** Whether leaving the page would lose something: what cells would have the browser ask before. */
function isRunAtStake(): boolean {
  return !dispatchEvent(new Event('beforeunload', { cancelable: true }));
}
