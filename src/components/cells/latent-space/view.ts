import type { ChoiceControl } from '@lib/controls';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { commandButton } from '../shared/buttons';
import { noticeArea } from '../shared/notice';
import { sliderField } from '../shared/slider-field';
import { picker } from './picker';
import { sourceOf } from './source';
import { isNeeded, missingGroups } from './plan';
import { results } from './results';
import { latentControls, type LatentSettings, strengthNames } from './settings';
import type { Action, LatentState } from './state';
import { still } from './stills';

export interface LatentView {
  readonly state: LatentState;
  readonly isInteractive: boolean;
  readonly shareButton: TemplateResult;
  readonly dispatch: (action: Action) => void;
  readonly onRun: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onShipped: () => void;
  readonly onKept: () => void;
  readonly onForget: () => void;
}

const phaseLabels = { idle: '実行前', preparing: '準備中', ready: '操作できます' } as const;

/** The whole cell as its state has it. */
export function latentView(view: LatentView): TemplateResult {
  const { state, dispatch, isInteractive } = view;
  const { phase, settings, samples } = state;
  const isReady = phase === 'ready' && samples !== null;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    <header>
      <h3 id="title">潜在空間を調べる</h3>
      <span class="phase" data-phase=${phase}>${phaseLabels[phase]}</span>
    </header>
    ${noticeArea(state.notice, () => {
      dispatch({ type: 'dismiss' });
    })}
    ${commands(view)} ${sourceOf(view)}
    <div class="form">
      ${menu('mode', settings, dispatch)} ${menu('recipe', settings, dispatch)}
      ${menu('digit', settings, dispatch)} ${seed(settings, dispatch)}
      ${settings.mode === 'sliders' ? strengths(settings, dispatch) : nothing}
    </div>
    <div class="stage">
      ${isReady ? html`${hint(state)}${results(state, samples)}` : opening(phase)}
    </div>
    ${isReady ? picker(state, samples, dispatch) : nothing}
  </fieldset>`;
}

function commands({ state, shareButton, onRun }: LatentView) {
  const { phase } = state;
  return html`<div class="toolbar controls" role="group" aria-label="操作">
    ${commandButton({
      label: phase === 'ready' ? 'サンプルを引き直す' : '実行',
      icon: phase === 'ready' ? 'reset' : 'run',
      isPrimary: phase !== 'ready',
      isEnabled: phase !== 'preparing',
      shortcut: 'Shift+Enter',
      onPress: onRun,
    })}
    ${shareButton}
  </div>`;
}

function opening(phase: LatentState['phase']): TemplateResult {
  if (phase === 'preparing') {
    return html`<progress aria-label="準備の進み"></progress>
      <p role="status" class="hint">生成器を読み込んで、サンプルを描いています…</p>`;
  }
  return html`<figure class="wide">
    <figcaption><span class="mark">見本</span>${still.caption}</figcaption>
    <img src=${still.url} alt=${still.description} width=${still.width} height=${still.height} />
  </figure>`;
}

function hint({ settings, groups }: LatentState): TemplateResult | typeof nothing {
  const missing = missingGroups(settings, groups);
  if (missing.length === 0) return nothing;
  const names = missing.map((name) => name.toUpperCase()).join('、');
  return html`<p role="status" class="note">
    グループ${names}が空です。下の一覧から画像を選んでください。${
      isNeeded(settings, 'c') ? '' : '（Cは使いません。）'
    }
  </p>`;
}

type Dispatch = LatentView['dispatch'];

function menu(name: 'mode' | 'recipe' | 'digit', settings: LatentSettings, dispatch: Dispatch) {
  const { label, options }: ChoiceControl = latentControls[name];
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select
      id=${name}
      .value=${live(settings[name])}
      @change=${(event: Event) => {
        const { value } = event.currentTarget as HTMLSelectElement;
        dispatch({ type: 'change', settings: { [name]: value } });
      }}
    >
      ${options.map(
        ({ value, label: text }) =>
          html`<option value=${value} ?selected=${value === settings[name]}>${text}</option>`,
      )}
    </select>
  </div>`;
}

function seed({ seed: value }: LatentSettings, dispatch: Dispatch): TemplateResult {
  const { label, min, max } = latentControls.seed;
  return html`<div class="field">
    <label for="seed">${label}</label>
    <div class="entry">
      <input
        id="seed"
        type="number"
        min=${min}
        max=${max}
        .value=${live(String(value))}
        @change=${(event: Event) => {
          const { valueAsNumber } = event.currentTarget as HTMLInputElement;
          const isGood =
            Number.isInteger(valueAsNumber) && valueAsNumber >= min && valueAsNumber <= max;
          if (isGood) dispatch({ type: 'change', settings: { seed: valueAsNumber } });
          else
            dispatch({
              type: 'failed',
              text: `シードは${min}以上${max}以下の整数にしてください。`,
            });
        }}
      />
    </div>
  </div>`;
}

function strengths(settings: LatentSettings, dispatch: Dispatch): TemplateResult[] {
  return strengthNames.map((name) =>
    sliderField({
      name,
      control: latentControls[name],
      value: settings[name],
      onMove: (value) => {
        dispatch({ type: 'change', settings: { [name]: value } });
      },
    }),
  );
}
