import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { icon, type IconName } from './icons';

export interface CommandButton {
  readonly label: string;
  readonly icon?: IconName;
  readonly isPrimary?: boolean;
  /** Whether pressing it would do something now. */
  readonly isEnabled?: boolean;
  /** A key combination, as `aria-keyshortcuts` writes it. */
  readonly shortcut?: string;
  readonly onPress: () => void;
}

/**
 * A button of a cell. While it is of no use it stays focusable, so that a reader at the keyboard does
 * not lose their place whenever a run changes its phase.
 */
export function commandButton(options: CommandButton): TemplateResult {
  const { label, isPrimary = false, isEnabled = true, shortcut, onPress } = options;
  return html`<button
    type="button"
    class=${classMap({ button: true, primary: isPrimary })}
    data-label=${label}
    aria-disabled=${isEnabled ? nothing : 'true'}
    aria-keyshortcuts=${shortcut ?? nothing}
    title=${shortcut ? `${label}（${shortcut}）` : nothing}
    @click=${() => {
      if (isEnabled) onPress();
    }}
  >
    ${options.icon ? icon(options.icon) : nothing}${label}
  </button>`;
}

export interface FileButton {
  readonly label: string;
  /** For the input's `accept`; empty for any file. */
  readonly accept: string;
  readonly isMultiple: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A native file input in a button's clothes. */
export function fileButton({ label, accept, isMultiple, onFiles }: FileButton): TemplateResult {
  const taken = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // Otherwise choosing the same file again would not be a change.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  return html`<label class="button file-button">
    ${icon('open')}${label}
    <input
      class="visually-hidden"
      type="file"
      accept=${accept || nothing}
      ?multiple=${isMultiple}
      @change=${taken}
    />
  </label>`;
}
