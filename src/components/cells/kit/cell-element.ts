import { LitElement } from 'lit';
import { Announcer } from './announcer';
import './translated';

/** The life of a cell in its page: from the server's rendering to the worker's end when it leaves. */
export abstract class CellElement extends LitElement {
  protected readonly announcer = new Announcer();
  protected abstract readonly runner: { close(): void };
  private listening: AbortController | null = null;

  /** The reader has pressed the keys that run a cell. */
  protected abstract onShortcut(): void;
  /** The page is being left, for good or to come back perhaps. */
  protected abstract onPageHide(event: PageTransitionEvent): void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listening = new AbortController();
    this.listen(this.listening.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.runner.close();
  }

  /** @param signal ends what is listened to when the cell leaves */
  protected listen(signal: AbortSignal): void {
    this.addEventListener('keydown', this.onKey, { signal });
    const hide = (event: PageTransitionEvent) => {
      this.onPageHide(event);
    };
    window.addEventListener('pagehide', hide, { signal });
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.onShortcut();
  };
}
