/** The button that keeps the whole site for use without a network, and what it says of that. */
import type { OfflineState } from '@lib/offline/files';
import { ask, serviceWorkers } from './ask';

class KeepOffline extends HTMLElement {
  private readonly button = this.querySelector('button');
  private readonly word = this.querySelector('span');

  connectedCallback(): void {
    const workers = serviceWorkers();
    if (!workers) return;
    this.button?.addEventListener('click', () => void this.keep());
    const look = () => void ask({ ask: 'state' }, this.show);
    document.addEventListener('offline-kept', look);
    workers.addEventListener('controllerchange', look);
    look();
  }

  private async keep(): Promise<void> {
    if (!this.button || this.hasAttribute('aria-busy')) return;
    this.setAttribute('aria-busy', 'true');
    try {
      // Else the browser may drop it when it needs room. Firefox asks its reader, who may leave that
      // unanswered; WebKitGTK does not know it.
      void navigator.storage?.persist?.().catch(() => false);
      await ask({ ask: 'keep', sets: ['pages', 'programs', 'rest'] }, this.show);
      document.dispatchEvent(new Event('offline-kept'));
    } finally {
      this.removeAttribute('aria-busy');
    }
  }

  private readonly show = ({ total, missing, failed, isDone }: OfflineState): void => {
    if (!this.button || !this.word) return;
    this.hidden = false;
    this.button.hidden = missing === 0;
    this.button.textContent = `オフラインでも使えるように保存（約${megabytes(missing)} MB）`;
    if (missing === 0) this.word.textContent = `オフラインでも使えます（約${megabytes(total)} MB）`;
    else if (!isDone) this.word.textContent = '保存しています…';
    else if (failed.length === 0) this.word.textContent = '';
    else
      this.word.textContent = `${failed.length}個のファイルを保存できませんでした。接続と空き容量を確かめて、もう一度押してください。`;
  };
}

function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1e6));
}

customElements.define('keep-offline', KeepOffline);
