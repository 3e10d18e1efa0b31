import { html, nothing, type TemplateResult } from 'lit';
import { padFigure } from '../digit-pad/pad-figure';
import { padPhaseLabels } from '../digit-pad/pad-runner';
import { commandButton } from '../shared/buttons';
import { integerField } from '../shared/integer-field';
import { noticeArea } from '../shared/notice';
import type { DrawDetail } from '../shared/stroke-pad';
import { runShortcut } from '../shared/toolbar';
import { classList, mapFigure, sumView } from './activation-view';
import { countingView } from './counting-view';
import type { OwnNetworks } from './heads';
import { poolingControls } from './settings';
import type { Action, PoolingState } from './state';

export interface PoolingView {
  readonly state: PoolingState;
  readonly own: OwnNetworks;
  readonly isInteractive: boolean;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly shareButton: TemplateResult;
  readonly dispatch: (action: Action) => void;
  readonly onRun: () => void;
  readonly onDraw: (detail: DrawDetail) => void;
  readonly onSeed: (seed: number) => void;
}

/** The whole cell as its state has it. */
export function poolingView(view: PoolingView): TemplateResult {
  const { state, own, isInteractive, announcement, dispatch } = view;
  const { phase, settings, notice } = state;
  const onProblem = (text: string) => {
    dispatch({ type: 'problem', text });
  };
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    <header>
      <h3 id="title">グローバル平均プーリング</h3>
      <span class="phase" data-phase=${phase}>${padPhaseLabels[phase]}</span>
    </header>
    ${noticeArea(notice, () => {
      dispatch({ type: 'dismiss' });
    })}
    <h4>最後の部分のパラメータを数える</h4>
    ${countingView({
      settings,
      own,
      onChange: (changed) => {
        dispatch({ type: 'change', settings: changed });
      },
      onProblem,
    })}
    <h4>数字を描いて分類器が見る場所を調べる</h4>
    ${commands(view, onProblem)} ${stage(view)}
    <p class="visually-hidden" role="status">${announcement}</p>
    <div class="toolbar foot">${isInteractive ? view.shareButton : nothing}</div>
  </fieldset>`;
}

function commands(
  { state, onRun, onDraw, onSeed }: PoolingView,
  onProblem: (text: string) => void,
) {
  const { phase, settings, drawing, isDrawn } = state;
  return html`<div class="controls">
    <div class="toolbar" role="group" aria-label="操作">
      ${commandButton({
        label: '実行',
        icon: 'run',
        isPrimary: true,
        isEnabled: phase === 'idle',
        shortcut: runShortcut,
        onPress: onRun,
      })}
      ${commandButton({
        label: '別のMNISTの数字',
        icon: 'reset',
        isEnabled: phase !== 'preparing',
        onPress: () => {
          const { min, max } = poolingControls.seed;
          onSeed(settings.seed >= max ? min : settings.seed + 1);
        },
      })}
      ${commandButton({
        label: '描いた数字に戻す',
        isEnabled: phase !== 'preparing' && !isDrawn && drawing.length > 0,
        onPress: () => {
          onDraw({ drawing, isDone: true });
        },
      })}
    </div>
    ${integerField({
      name: 'seed',
      control: poolingControls.seed,
      value: settings.seed,
      onChange: onSeed,
      onProblem,
    })}
  </div>`;
}

function stage({ state, onDraw, dispatch }: PoolingView): TemplateResult {
  const { drawing, reading, phase } = state;
  const pads = html`${padFigure({ drawing, onDraw })}`;
  if (!reading)
    return html`<div class="stage"><div class="pads">${pads}${nothingToRead(phase)}</div></div>`;
  return html`<div class="stage">
    <div class="pads">${pads}${mapFigure({ state, reading })}</div>
    ${classList({
      state,
      reading,
      onDigit: (digit) => {
        dispatch({ type: 'change', settings: { digit } });
      },
    })}
    ${sumView({ state, reading })}
  </div>`;
}

function nothingToRead(phase: PoolingState['phase']): TemplateResult {
  if (phase === 'preparing') {
    return html`<div>
      <progress aria-label="準備の進み"></progress>
      <p class="hint">分類器を読み込んでいます…</p>
    </div>`;
  }
  return html`<p class="hint">
    ${phase === 'ready' ? '左の枠に数字を描くと、ここに分類器の答えが出ます。' : '「実行」を押すか左の枠に数字を描くと、ここに分類器の答えが出ます。'}
  </p>`;
}
