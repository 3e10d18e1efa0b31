import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { defaultSettings } from '@lib/controls';
import { wordsOf } from '@lib/error-words';
import { commandButton } from '../../kit/buttons';
import { download } from '../../kit/download';
import { menuField } from '../../kit/menu-field';
import { cellStyles } from '../../kit/styles/index';
import { type FilmJob, shapeOf } from './encoding/job';
import { filmStyles } from './film-styles';
import type { Film } from './films';
import { encodableFormats } from './formats';
import {
  type FormatName,
  formatLabels,
  saveControls,
  type SaveSettingName,
  saveSettingNames,
  type SaveSettings,
} from './save-settings';

interface Saving {
  readonly stop: AbortController;
  readonly format: FormatName;
  readonly done: number;
  readonly total: number;
}

/** `<film-saver>`: saves its `film` as a file, as the reader chooses. The encoder is loaded when that is asked for. */
export class FilmSaver extends LitElement {
  static override properties = {
    film: { attribute: false },
    formats: { state: true },
    settings: { state: true },
    saving: { state: true },
    saved: { state: true },
    problem: { state: true },
  };
  static override styles = [cellStyles, filmStyles];

  declare film: Film | null;
  declare private formats: readonly FormatName[];
  declare private settings: SaveSettings;
  declare private saving: Saving | null;
  /** What became of the last one, for the reader. */
  declare private saved: string;
  declare private problem: string;

  constructor() {
    super();
    this.film = null;
    this.formats = ['gif'];
    this.settings = defaultSettings(saveControls);
    this.saving = null;
    this.saved = '';
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void encodableFormats().then((formats) => (this.formats = formats));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.saving?.stop.abort();
  }

  protected override render() {
    if (!this.film) return nothing;
    const { saving } = this;
    return html`<div class="saver">
      <h4>ファイルに保存する</h4>
      <div class="choices">${saveSettingNames.map((name) => this.choice(name))}</div>
      <p class="hint">${this.sizeInWords()}</p>
      <div class="toolbar">
        ${commandButton({
          label: saving ? 'キャンセル' : '保存する',
          icon: saving ? 'cancel' : 'save',
          onPress: () => {
            if (saving) saving.stop.abort();
            else void this.save();
          },
        })}
      </div>
      <div class="saving">
        ${
          saving
            ? html`<progress
                aria-label="保存の進み"
                value=${saving.done}
                max=${saving.total}
              ></progress>`
            : nothing
        }
        <p role="status">
          ${saving ? `${formatLabels[saving.format]}を作っています…` : this.saved}
        </p>
        <p role="alert" class="problem">${this.problem}</p>
      </div>
    </div>`;
  }

  private choice(name: SaveSettingName): TemplateResult {
    const control = saveControls[name];
    const options = control.options.filter(
      ({ value }) => name !== 'format' || this.formats.includes(value as FormatName),
    );
    return menuField({
      name: `save-${name}`,
      control: { ...control, options },
      value: this.settings[name],
      onChoose: (value) => {
        this.settings = { ...this.settings, [name]: value };
      },
    });
  }

  private sizeInWords(): string {
    const job = this.job();
    const { width, height, seconds } = shapeOf(job);
    return `${job.frames.length}枚、約${seconds.toFixed(1)}秒、${width}×${height}画素`;
  }

  private job(): FilmJob {
    const { format, seconds, hold, scale, label } = this.settings;
    return {
      format,
      frames: this.film?.frames ?? [],
      secondsPerFrame: Number(seconds),
      holdSeconds: Number(hold),
      scale: Number(scale),
      isLabelled: label === 'below',
    };
  }

  private async save(): Promise<void> {
    const job = this.job();
    const name = fileNameOf(this.film, job.format);
    const stop = new AbortController();
    const saving = { stop, format: job.format, done: 0, total: job.frames.length };
    this.saving = saving;
    [this.saved, this.problem] = ['', ''];
    try {
      const { encodeInWorker } = await import('./encoding/encode-in-worker');
      const onProgress = (done: number) => {
        if (this.saving?.stop === stop) this.saving = { ...saving, done };
      };
      const { bytes, type } = await encodeInWorker({ job, onProgress, signal: stop.signal });
      download(new Blob([bytes], { type }), name);
      this.saved = `${name}（${inBytes(bytes.length)}）を保存しました。`;
    } catch (error) {
      if (stop.signal.aborted) this.saved = '保存をキャンセルしました。';
      else this.problem = `保存できませんでした。${wordsOf(error)}`;
    } finally {
      this.saving = null;
    }
  }
}

/** Says where the film is from: `dcgan-film-seed2017-step612.gif`. */
function fileNameOf(film: Film | null, format: FormatName): string {
  const step = film?.frames.at(-1)?.step ?? 0;
  return `dcgan-film-seed${film?.settings.seed ?? 0}-step${step}.${format}`;
}

function inBytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)}kB` : `${(bytes / 1e6).toFixed(1)}MB`;
}

if (!customElements.get('film-saver')) customElements.define('film-saver', FilmSaver);

declare global {
  interface HTMLElementTagNameMap {
    'film-saver': FilmSaver;
  }
}
