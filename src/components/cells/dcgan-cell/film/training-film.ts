import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { menuField } from '../../kit/menu-field';
import { cellStyles } from '../../kit/styles/index';
import { example as shipped } from './example';
import { defineExampleFilm } from './example-film';
import { extentOf } from './film-panel';
import './film-saver';
import { filmStyles } from './film-styles';
import './film-viewer';
import { type Film, type Films, frameLimit, noFilms } from './films';

type FilmChoice = 'current' | 'previous';

/** `<training-film>`: the `films` of the reader's runs, to look through and to save; before the first, the site's own. */
export class TrainingFilm extends LitElement {
  static override properties = { films: { attribute: false }, choice: { state: true } };
  static override styles = [cellStyles, filmStyles];

  declare films: Films;
  declare private choice: FilmChoice;

  constructor() {
    super();
    this.films = noFilms;
    this.choice = 'current';
  }

  protected override render() {
    const { current, previous } = this.films;
    if (!current) return example();
    const film = this.choice === 'previous' ? (previous ?? current) : current;
    return html`<div class="record">
      <div class="kept">
        ${previous ? this.filmMenu(current, previous) : nothing}
        <film-viewer
          .steps=${film.frames.map(({ step }) => step)}
          .tiles=${film.frames.map(({ tiles }) => tiles)}
        ></film-viewer>
      </div>
      <div class="kept">
        ${account(film)}
        <film-saver .film=${film}></film-saver>
      </div>
    </div>`;
  }

  private filmMenu(current: Film, previous: Film): TemplateResult {
    return menuField({
      name: 'which-film',
      control: {
        label: 'どの記録を見るか',
        options: [
          { value: 'current', label: `いまの学習：${extentOf(current)}` },
          { value: 'previous', label: `ひとつ前の記録：${extentOf(previous)}` },
        ],
      },
      value: this.choice,
      onChoose: (value) => {
        this.choice = value as FilmChoice;
      },
    });
  }
}

function example(): TemplateResult {
  return html`<div class="example">
    <p class="hint">
      <span class="mark">見本</span>
      このサイトで学習させた記録です（${shipped.digest}）。このセルで学習を始めると、あなたの学習の記録に変わります。
    </p>
    <example-film></example-film>
  </div>`;
}

function account({ settings, isThinned }: Film): TemplateResult {
  const thinning = `${frameLimit}枚を超え${isThinned ? 'たので' : 'ると'}、はじめのほうを細かく残して間引${isThinned ? 'いてあります' : 'きます'}`;
  return html`<p class="hint">
    シード${settings.seed}、バッチサイズ${settings.batchSize}。固定した64個のノイズから描いた画像を、学習中は1秒に1枚ほど残します（${thinning}）。リセットすると新しい記録が始まり、ひとつ前の記録までが残ります。ページを閉じると消えます。
  </p>`;
}

defineExampleFilm();
if (!customElements.get('training-film')) customElements.define('training-film', TrainingFilm);

declare global {
  interface HTMLElementTagNameMap {
    'training-film': TrainingFilm;
  }
}
