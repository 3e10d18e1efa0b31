import { digitSize } from '@lib/data/digit-classes';
import { Random } from '@lib/random';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { framesFor, isOnTime, maskOf, type Trial } from './trials';

/** Milliseconds: of the mark before an image, of the mask after it, and from one image to the next at least. */
const markTime = 500;
const maskTime = 200;
/** At most one image, and so one flash, a second: WCAG 2.3.1 allows three. */
const leastPause = 1000;
/** Frames that a frame's length is measured on. */
const measuredFrames = 30;

type Phase = 'measuring' | 'mark' | 'image' | 'mask' | 'asking';

/** What became of a trial. */
export type TrialEvent = CustomEvent<{
  readonly trial: Trial;
  readonly shown: number;
  /** `null` for a trial that was not on time. */
  readonly saysReal: boolean | null;
}>;

/**
 * `<human-stage>`: shows one image for so many frames, then its pixels shuffled, and asks whether it was
 * real. What happens when is decided within the browser's own frames.
 *
 * Properties: `trial` and its `image`, `[28, 28]` bytes. Fires `judged`, a {@link TrialEvent}.
 */
export class HumanStage extends LitElement {
  static override properties = {
    trial: { attribute: false },
    image: { attribute: false },
    phase: { state: true },
  };

  static override styles = css`
    :host {
      display: grid;
      justify-items: center;
      gap: 0.75rem;
      padding: 1.25rem 0.75rem;
      background: #3a3a3a;
      color: #f2f2f2;
    }
    :host(:focus-visible) {
      outline: 2px solid var(--color-accent);
      outline-offset: 2px;
    }
    .screen {
      position: relative;
      display: grid;
      place-items: center;
      inline-size: 168px;
      block-size: 168px;
      max-inline-size: 100%;
    }
    canvas {
      grid-area: 1 / 1;
      inline-size: 168px;
      block-size: 168px;
      image-rendering: pixelated;
      visibility: hidden;
    }
    .mark {
      grid-area: 1 / 1;
      font-size: 1.5rem;
      color: #9a9a9a;
    }
    .answers {
      display: flex;
      gap: 0.75rem;
    }
    button {
      min-inline-size: 7.5rem;
      min-block-size: 2.75rem;
      border: 1px solid #8a8a8a;
      border-radius: 4px;
      background: #4a4a4a;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    button[aria-disabled='true'] {
      opacity: 0.45;
      cursor: default;
    }
    button:focus-visible {
      outline: 2px solid #fff;
      outline-offset: 2px;
    }
    p {
      margin: 0;
      min-block-size: 1.6em;
      font-size: 0.875rem;
    }
  `;

  declare trial: Trial | null;
  declare image: Uint8Array | null;
  declare private phase: Phase;
  /** Of the screen, in milliseconds. */
  private frame = 1000 / 60;
  private isMeasured = false;
  private lastOnset = -Infinity;
  private shown = 0;
  private request = 0;
  private readonly random = new Random(Date.now() >>> 0);

  constructor() {
    super();
    this.trial = null;
    this.image = null;
    this.phase = 'measuring';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    this.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.request);
    this.removeEventListener('keydown', this.onKey);
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('trial') && this.trial) {
      cancelAnimationFrame(this.request);
      if (this.isMeasured) this.mark();
      else this.measure();
    }
  }

  protected override render() {
    const canAnswer = this.phase === 'asking' || this.phase === 'mask';
    const button = (label: string, saysReal: boolean) =>
      html`<button
        type="button"
        aria-disabled=${canAnswer ? 'false' : 'true'}
        @click=${() => {
          this.answer(saysReal);
        }}
      >
        ${label}
      </button>`;
    return html`<div class="screen">
        <span class="mark" aria-hidden="true">${this.phase === 'mark' ? '+' : ''}</span>
        <canvas
          width=${digitSize}
          height=${digitSize}
          role="img"
          aria-label="判定する画像"
        ></canvas>
      </div>
      <p>
        ${this.phase === 'measuring' ? '画面の速さを測っています…' : '本物の手書き数字でしたか。'}
      </p>
      <div class="answers">${button('← 偽物', false)}${button('本物 →', true)}</div>`;
  }

  /** The time from frame to frame, which exposures are counted in. */
  private measure(): void {
    this.phase = 'measuring';
    const times: number[] = [];
    const tick = (now: number) => {
      times.push(now);
      if (times.length <= measuredFrames) {
        this.request = requestAnimationFrame(tick);
        return;
      }
      const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
      this.frame = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? this.frame;
      this.isMeasured = true;
      this.mark();
    };
    this.request = requestAnimationFrame(tick);
  }

  private mark(): void {
    this.phase = 'mark';
    const began = performance.now();
    const tick = (now: number) => {
      const isDue = now - began >= markTime && now - this.lastOnset >= leastPause;
      if (isDue) this.show(now);
      else this.request = requestAnimationFrame(tick);
    };
    this.request = requestAnimationFrame(tick);
  }

  /** In the frame in which the image is drawn; it goes in the frame in which so many have passed. */
  private show(onset: number): void {
    const { trial, image, frame } = this;
    if (!trial || !image) return;
    this.draw(image);
    this.phase = 'image';
    this.lastOnset = onset;
    // Half a frame early, since frames do not come to the microsecond.
    const until = onset + (framesFor(trial.exposure, frame) - 0.5) * frame;
    const tick = (now: number) => {
      if (now < until) {
        this.request = requestAnimationFrame(tick);
        return;
      }
      this.shown = now - onset;
      this.draw(maskOf(image, this.random));
      this.phase = 'mask';
      this.afterMask(now);
    };
    this.request = requestAnimationFrame(tick);
  }

  private afterMask(onset: number): void {
    const tick = (now: number) => {
      if (now - onset < maskTime - this.frame / 2) {
        this.request = requestAnimationFrame(tick);
        return;
      }
      this.draw(null);
      const { trial, shown, frame } = this;
      if (trial && !isOnTime(shown, trial.exposure, frame)) this.tell(null);
      else this.phase = 'asking';
    };
    this.request = requestAnimationFrame(tick);
  }

  private answer(saysReal: boolean): void {
    const { trial, shown, frame } = this;
    if (!trial || (this.phase !== 'asking' && this.phase !== 'mask')) return;
    cancelAnimationFrame(this.request);
    this.draw(null);
    this.tell(isOnTime(shown, trial.exposure, frame) ? saysReal : null);
  }

  private tell(saysReal: boolean | null): void {
    const { trial, shown } = this;
    if (!trial) return;
    this.phase = 'mark';
    const detail = { trial, shown, saysReal };
    this.dispatchEvent(new CustomEvent('judged', { detail }) satisfies TrialEvent);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    if (!event.repeat) this.answer(event.key === 'ArrowRight');
  };

  /** Straight to the canvas, for it has to be there in this very frame. */
  private draw(image: Uint8Array | null): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    canvas.style.visibility = image ? 'visible' : 'hidden';
    if (!image) return;
    const pixels = context.createImageData(digitSize, digitSize);
    image.forEach((byte, i) => {
      pixels.data.set([byte, byte, byte, 255], 4 * i);
    });
    context.putImageData(pixels, 0, 0);
  }
}

if (!customElements.get('human-stage')) customElements.define('human-stage', HumanStage);
