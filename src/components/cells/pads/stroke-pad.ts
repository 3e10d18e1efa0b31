import type { Drawing } from '@lib/data/strokes';
import { css, type CSSResultGroup, html, svg, type SVGTemplateResult } from 'lit';
import { DrawnElement } from '../../charts/drawn-element';
import { beginStroke, type DrawnPoint, drawnPoint, leadStroke } from './drawing';

/** What a pad says of a changed drawing. */
export interface DrawDetail {
  readonly drawing: Drawing;
  /** Whether the stroke has come to its end. */
  readonly isDone: boolean;
}

/** A pointer that lies on the pad, and the drawing before it came. */
interface Held {
  readonly id: number;
  readonly type: string;
  readonly before: Drawing;
}

/** How far an arrow key moves the pen. */
const stride = 0.05;

const directions: Readonly<Record<string, DrawnPoint>> = {
  ArrowLeft: [-stride, 0],
  ArrowRight: [stride, 0],
  ArrowUp: [0, stride],
  ArrowDown: [0, -stride],
};

/**
 * A surface that takes strokes, by mouse, touch and pen, and by keyboard: arrow keys move the pen, the
 * space bar puts it down and lifts it, Backspace takes the last stroke back.
 *
 * Property: `drawing`. Event: `draw` with {@link DrawDetail}; the owner keeps the drawing.
 */
export abstract class StrokePad extends DrawnElement {
  // So that a pad that takes a still's place can be given its focus.
  static override shadowRootOptions = { ...DrawnElement.shadowRootOptions, delegatesFocus: true };
  static override properties = { drawing: { attribute: false }, pen: { state: true } };

  static override styles: CSSResultGroup = css`
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      cursor: crosshair;
      touch-action: none;
    }
    svg:focus-visible {
      outline: 3px solid var(--color-accent);
      outline-offset: -3px;
    }
    path {
      fill: none;
      stroke: var(--color-ink);
      stroke-width: 0.03;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .pen {
      stroke-width: 0.012;
      visibility: hidden;
    }
    svg:focus-visible .pen {
      visibility: visible;
    }
    .pen[data-down] {
      stroke-width: 0.03;
    }
    .said {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  `;

  /** What is drawn here, for screen readers; how the keys draw is added. */
  protected abstract readonly label: string;
  /** The surface's edge, in the drawing's units. */
  protected abstract readonly extent: number;

  declare drawing: Drawing;
  declare private pen: { readonly at: DrawnPoint; readonly isDown: boolean; readonly said: string };
  /** The pointer that draws. */
  private held: Held | null = null;

  constructor() {
    super();
    this.drawing = [];
    this.pen = { at: [0, 0], isDown: false, said: '' };
  }

  protected override render() {
    const { at, isDown, said } = this.pen;
    const [x, y] = [at[0], -at[1]];
    const { extent } = this;
    const side = 2 * extent;
    const strokes = this.drawing.map(
      (stroke) => `M${stroke.map(([px, py]) => `${px} ${-py}`).join('L')}h0`,
    );
    return html`<svg
        tabindex="0"
        role="application"
        translate="no"
        aria-label=${`${this.label}矢印キーでペンを動かし、スペースキーで下ろしたり上げたりします。Backspaceキーで最後の線を消します。`}
        viewBox="${-extent} ${-extent} ${side} ${side}"
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onUp}
        @keydown=${this.onKey}
        @blur=${this.lift}
      >
        ${this.ground()}
        ${svg`<path class="ink" d=${strokes.join('')} />
          <path class="pen" ?data-down=${isDown}
            d="M${x - 0.08} ${y}h0.16M${x} ${y - 0.08}v0.16" />`}
      </svg>
      <span class="said" role="status">${said}</span>`;
  }

  /** What lies below the strokes. */
  protected ground(): SVGTemplateResult {
    return svg``;
  }

  private readonly onDown = (event: PointerEvent) => {
    const { pointerId: id, pointerType: type, button } = event;
    const surface = event.currentTarget as Element;
    // The hand that holds the pen may lie on the pad first. It draws nothing, and keeps no pen out.
    const palm = this.held?.type === 'touch' && type === 'pen' ? this.held : null;
    const isTaken = this.held !== null && surface.hasPointerCapture(this.held.id);
    if ((isTaken && !palm) || button !== 0) return;
    const before = palm?.before ?? this.drawing;
    this.held = { id, type, before };
    try {
      surface.setPointerCapture(id);
    } catch {
      // A stroke that was drawn on the still is over by now.
    }
    this.tell(beginStroke(before, this.placeOf(event)), false);
  };

  private readonly onMove = (event: PointerEvent) => {
    if (event.pointerId !== this.held?.id) return;
    // Of a stroke that was drawn on the still, the end may have come elsewhere.
    const isHeld = (event.currentTarget as Element).hasPointerCapture(event.pointerId);
    if (event.isTrusted && !isHeld) {
      this.onUp(event);
      return;
    }
    const drawing = placesOf(event).reduce(
      (drawn, place) => leadStroke(drawn, this.placeOf(place)),
      this.drawing,
    );
    this.tell(drawing, false);
  };

  private readonly onUp = (event: PointerEvent) => {
    if (event.pointerId !== this.held?.id) return;
    this.held = null;
    this.tell(this.drawing, true);
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey)
      return;
    const direction = directions[event.key];
    if (direction) this.movePen(direction);
    else if (event.key === ' ') this.togglePen();
    else if (event.key === 'Backspace' || event.key === 'Delete') this.takeBack();
    else return;
    event.preventDefault();
  };

  private movePen([dx, dy]: DrawnPoint): void {
    const at = drawnPoint(this.pen.at[0] + dx, this.pen.at[1] + dy);
    this.pen = { ...this.pen, at, said: `横${at[0]}、縦${at[1]}` };
    if (this.pen.isDown) this.tell(leadStroke(this.drawing, at), false);
  }

  private togglePen(): void {
    const isDown = !this.pen.isDown;
    this.pen = { ...this.pen, isDown, said: isDown ? 'ペンを下ろしました' : 'ペンを上げました' };
    this.tell(isDown ? beginStroke(this.drawing, this.pen.at) : this.drawing, !isDown);
  }

  private takeBack(): void {
    this.pen = { ...this.pen, isDown: false, said: '最後の線を消しました' };
    this.tell(this.drawing.slice(0, -1), true);
  }

  private readonly lift = () => {
    if (this.pen.isDown) this.togglePen();
  };

  private placeOf({ clientX, clientY }: PointerEvent): DrawnPoint {
    const { left, top, width, height } = this.getBoundingClientRect();
    const along = (share: number) => (2 * share - 1) * this.extent;
    return drawnPoint(along((clientX - left) / width), -along((clientY - top) / height));
  }

  private tell(drawing: Drawing, isDone: boolean): void {
    // At once, for what is drawn before the owner has answered.
    this.drawing = drawing;
    this.dispatchEvent(new CustomEvent<DrawDetail>('draw', { detail: { drawing, isDone } }));
  }
}

/**
 * Where a pointer has been since it was last told of: a quick hand moves further between two frames than
 * between two places that it was at. Pages that are not secure, and older Safari, tell the last one only.
 */
function placesOf(event: PointerEvent): readonly PointerEvent[] {
  const places = 'getCoalescedEvents' in event ? event.getCoalescedEvents() : [];
  return places.length > 0 ? places : [event];
}
