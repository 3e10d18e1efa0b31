import type { ImageTiles } from '@lib/data/image-grid';
import { html, LitElement, type PropertyValues } from 'lit';
import { live } from 'lit/directives/live.js';
import '../../../charts/image-grid';
import { commandButton } from '../../kit/buttons';
import { formatCount } from '../../kit/format';
import { cellStyles } from '../../kit/styles/index';
import { viewerStyles } from './film-styles';
import {
  isAnother,
  type PlaybackSpeed,
  playbackSpeedNames,
  playbackSpeeds,
  shownFrame,
} from './playback';

/**
 * `<film-viewer>`: pictures in the order in which they were drawn, to play and to leaf through.
 *
 * Properties: `steps`, one for each picture, ascending; `tiles`, the pictures, `null` while they have not
 * been loaded; `still`, the address of the last picture, to show until then. Nothing moves before the reader
 * asks for it, and where less motion is wished for, slowly.
 */
export class FilmViewer extends LitElement {
  static override properties = {
    steps: { attribute: false },
    tiles: { attribute: false },
    still: {},
    problem: { state: true },
    at: { state: true },
    isPlaying: { state: true },
    speed: { state: true },
  };
  static override styles = [cellStyles, viewerStyles];

  declare steps: readonly number[];
  declare tiles: readonly ImageTiles[] | null;
  declare still: string;
  /** Why there are no pictures, for the reader. */
  declare protected problem: string;
  /** Step to look at; `null` for the newest picture. */
  declare private at: number | null;
  declare private isPlaying: boolean;
  declare private speed: PlaybackSpeed;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.steps = [];
    this.tiles = null;
    this.still = '';
    this.problem = '';
    this.at = null;
    this.isPlaying = false;
    this.speed = 'normal';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.speed = 'slow';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('steps');
    if (before && isAnother(before, this.steps)) this.at = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('tiles') && this.isPlaying) this.schedule();
  }

  protected override render() {
    const { steps, tiles, speed } = this;
    const shown = shownFrame(steps, this.at);
    const step = steps[shown] ?? 0;
    return html`<fieldset class="film" aria-label="記録映像">
      <image-grid
        .tiles=${tiles?.[shown] ?? null}
        still=${this.still}
        label=${`ステップ${step}で生成器が描いた画像`}
      ></image-grid>
      <p class="film-position">
        <b>ステップ${formatCount(step)}</b><span>${shown + 1}枚目（${steps.length}枚のうち）</span>
      </p>
      <div class="transport">
        ${commandButton({
          label: this.isPlaying ? '止める' : '再生',
          icon: this.isPlaying ? 'pause' : 'run',
          isEnabled: steps.length > 1,
          onPress: () => {
            if (this.isPlaying) this.pause();
            else this.play();
          },
        })}
        <input
          type="range"
          aria-label="記録の位置"
          aria-valuetext=${`ステップ${step}、${steps.length}枚のうち${shown + 1}枚目`}
          min="0"
          max=${Math.max(0, steps.length - 1)}
          .value=${live(String(shown))}
          @input=${this.onScrub}
        />
      </div>
      <label class="speed">
        <span>速さ</span>
        <select .value=${live(speed)} @change=${this.onSpeed}>
          ${playbackSpeedNames.map(
            (name) =>
              html`<option value=${name} ?selected=${name === speed}>
                ${playbackSpeeds[name].label}
              </option>`,
          )}
        </select>
      </label>
      <p role="alert" class="problem">${this.problem}</p>
    </fieldset>`;
  }

  private play(): void {
    const { steps } = this;
    // From the end there is nothing to play but all of it.
    if (shownFrame(steps, this.at) === steps.length - 1) this.at = steps[0] ?? null;
    this.isPlaying = true;
    this.want();
    this.schedule();
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.isPlaying = false;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (!this.tiles) return;
    this.timer = setTimeout(() => {
      this.advance();
    }, 1000 / playbackSpeeds[this.speed].perSecond);
  }

  private advance(): void {
    this.show(shownFrame(this.steps, this.at) + 1);
    if (this.at === null) this.pause();
    else this.schedule();
  }

  private show(index: number): void {
    const isNewest = index >= this.steps.length - 1;
    this.at = isNewest ? null : (this.steps[index] ?? null);
  }

  /** Called whenever the reader asks for pictures that are not there; sets `tiles`, or says why it can't. */
  protected load(): Promise<void> {
    return Promise.resolve();
  }

  private want(): void {
    if (!this.tiles) void this.load();
  }

  private readonly onScrub = (event: Event) => {
    this.pause();
    this.want();
    this.show((event.currentTarget as HTMLInputElement).valueAsNumber);
  };

  private readonly onSpeed = (event: Event) => {
    this.speed = (event.currentTarget as HTMLSelectElement).value as PlaybackSpeed;
    if (this.isPlaying) this.schedule();
  };
}

if (!customElements.get('film-viewer')) customElements.define('film-viewer', FilmViewer);

declare global {
  interface HTMLElementTagNameMap {
    'film-viewer': FilmViewer;
  }
}
