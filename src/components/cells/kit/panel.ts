import { html, nothing, type TemplateResult } from 'lit';

export interface Panel {
  /** Unique within the cell. */
  readonly id: string;
  readonly title: string;
  /** What is inside, in a line for those who leave it folded. */
  readonly digest: string;
  /** What the reader should not overlook in it. */
  readonly marks?: readonly { readonly text: string; readonly isError: boolean }[];
  readonly body: TemplateResult;
  /** Each time that the reader unfolds it. */
  readonly onOpen?: () => void;
}

/** A part of a cell that is folded up until it is wanted. */
export function panel({ id, title, digest, marks = [], body, onOpen }: Panel): TemplateResult {
  const toggled = (event: Event) => {
    if ((event.currentTarget as HTMLDetailsElement).open) onOpen?.();
  };
  return html`<details class="panel" id=${id} @toggle=${onOpen ? toggled : nothing}>
    <summary>
      <span class="panel-title">${title}</span>
      <span class="panel-digest">${digest}</span>
      ${marks.map(
        ({ text, isError }) => html`<span class="mark ${isError ? 'error' : ''}">${text}</span>`,
      )}
    </summary>
    ${body}
  </details>`;
}
