import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { commandButton } from './buttons';
import { decodeShare, encodeShare, type SharedValues } from './share-link';

export interface ShareOptions {
  /** The cell's name in links: its element's. */
  readonly cell: string;
  /** All that the cell's settings and data consist of now. */
  readonly values: () => SharedValues;
  /** Sets the cell up as a link says; the values are not yet validated. */
  readonly onShared: (values: SharedValues) => void;
}

/**
 * Gives a cell a share button, and follows links that lead to the cell: once it is in the page, and
 * whenever the address changes.
 */
export class Share implements ReactiveController {
  /** `null` before the button was pressed. */
  private outcome: { readonly address: string; readonly isCopied: boolean } | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: ShareOptions,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.follow);
    this.follow();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.follow);
  }

  /** The button; and behind it, once pressed, what came of it. */
  button(): TemplateResult {
    // Of other settings the button has said nothing yet.
    const outcome = this.outcome && this.outcome.address === this.address() ? this.outcome : null;
    return html`${commandButton({
        label: '共有リンク',
        icon: 'share',
        onPress: () => void this.copy(),
      })}
      <span role="status" class="shared">${outcome?.isCopied ? copied : nothing}</span>
      ${outcome && !outcome.isCopied ? byHand(outcome.address) : nothing}`;
  }

  private readonly follow = (): void => {
    const values = decodeShare(this.options.cell, location.hash);
    if (values) this.options.onShared(values);
  };

  private address(): string {
    return new URL(encodeShare(this.options.cell, this.options.values()), location.href).href;
  }

  private async copy(): Promise<void> {
    const address = this.address();
    const isCopied = await copyText(address);
    this.outcome = { address, isCopied };
    this.host.requestUpdate();
  }
}

/** @returns whether it went well; without a secure context there is no clipboard at all */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

const copied = 'リンクをコピーしました。開くと、いまの設定とシードが再現されます。';

function byHand(address: string): TemplateResult {
  return html`<label class="shared-address">
    コピーできなかったので、このリンクを手でコピーしてください。
    <input
      type="text"
      readonly
      .value=${address}
      @focus=${(event: Event) => {
        (event.currentTarget as HTMLInputElement).select();
      }}
    />
  </label>`;
}
