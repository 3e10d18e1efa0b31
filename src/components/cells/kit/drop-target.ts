import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/** Lets files be dropped anywhere on an element; `isOver` while some are held above it. */
export class DropTarget implements ReactiveController {
  isOver = false;
  /** Elements of the host that the pointer is in: leaving one may be entering the next. */
  private depth = 0;

  constructor(
    private readonly host: Host,
    private readonly onFiles: (files: readonly File[]) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) {
      this.host.addEventListener(type, this);
    }
  }

  hostDisconnected(): void {
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) {
      this.host.removeEventListener(type, this);
    }
  }

  handleEvent(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Otherwise the browser would leave the page to show the file.
    event.preventDefault();
    switch (event.type) {
      case 'dragenter':
        this.enter(this.depth + 1);
        break;
      case 'dragleave':
        this.enter(this.depth - 1);
        break;
      case 'drop': {
        this.enter(0);
        const files = [...event.dataTransfer.files];
        if (files.length > 0) this.onFiles(files);
      }
    }
  }

  private enter(depth: number): void {
    this.depth = Math.max(0, depth);
    this.isOver = this.depth > 0;
    this.host.requestUpdate();
  }

  /** Over the whole cell, while files are held above it; a line says what may be dropped. */
  hint(text: string): TemplateResult | typeof nothing {
    if (!this.isOver) return nothing;
    return html`<div class="drop-hint" aria-hidden="true">
      <p>ここにドロップすると読み込みます<br />（${text}）</p>
    </div>`;
  }
}
