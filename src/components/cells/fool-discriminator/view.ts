import { judgeNames, type JudgeName, stepSize } from '@lib/runtime/judging/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { signedLegend } from '../../charts/signed-map';
import { padFigure } from '../digit-pad/pad-figure';
import { padPhaseLabels } from '../digit-pad/pad-runner';
import { commandButton, fileButton } from '../shared/buttons';
import { integerField } from '../shared/integer-field';
import { menuField } from '../shared/menu-field';
import { noticeArea } from '../shared/notice';
import type { DrawDetail } from '../shared/stroke-pad';
import { runShortcut } from '../shared/toolbar';
import { courseFigure, imageFigure, judgeLabel, verdictFigure } from './pictures';
import { referenceTable } from './references';
import { foolControls, type FoolSettings } from './settings';
import type { Action, FoolState, Hearing } from './state';

export interface FoolView {
  readonly state: FoolState;
  readonly isInteractive: boolean;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly shareButton: TemplateResult;
  readonly dispatch: (action: Action) => void;
  /** As `dispatch`, for what is to be judged at once. */
  readonly act: (action: Action) => void;
  readonly onRun: () => void;
  readonly onDraw: (detail: DrawDetail) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onShipped: () => void;
}

/** The whole cell as its state has it. */
export function foolView(view: FoolView): TemplateResult {
  const { state, isInteractive, announcement, dispatch } = view;
  const { phase, notice } = state;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    <header>
      <h3 id="title">識別器をだませるか</h3>
      <span class="phase" data-phase=${phase}>${padPhaseLabels[phase]}</span>
    </header>
    ${noticeArea(notice, () => {
      dispatch({ type: 'dismiss' });
    })}
    ${commands(view)} ${form(view)} ${stage(view)}
    <p class="visually-hidden" role="status">${announcement}</p>
    <div class="toolbar foot">${isInteractive ? view.shareButton : nothing}</div>
  </fieldset>`;
}

function commands({ state, onRun, onFiles, onShipped }: FoolView): TemplateResult {
  return html`<div class="toolbar controls" role="group" aria-label="操作">
    ${commandButton({
      label: '実行',
      icon: 'run',
      isPrimary: true,
      isEnabled: state.phase === 'idle',
      shortcut: runShortcut,
      onPress: onRun,
    })}
    ${fileButton({
      label: '自分の識別器を使う',
      accept: '.zip,.json,.bin',
      isMultiple: true,
      onFiles,
    })}
    ${
      state.fileName === null
        ? nothing
        : commandButton({ label: '同梱の識別器に戻す', icon: 'reset', onPress: onShipped })
    }
  </div>`;
}

function form({ state, act, dispatch }: FoolView): TemplateResult {
  const { settings } = state;
  const change = (changed: Partial<FoolSettings>) => {
    act({ type: 'change', settings: changed });
  };
  return html`<div class="form">
    ${menuField({
      name: 'source',
      control: foolControls.source,
      value: settings.source,
      onChoose: (source) => {
        change({ source: source as FoolSettings['source'] });
      },
    })}
    ${integerField({
      name: 'seed',
      control: foolControls.seed,
      value: settings.seed,
      onChange: (seed) => {
        change({ seed });
      },
      onProblem: (text) => {
        dispatch({ type: 'problem', text });
      },
    })}
    <div class="field another">
      ${commandButton({
        label: '別の1枚',
        icon: 'reset',
        isEnabled: state.phase !== 'preparing' && settings.source !== 'drawn',
        onPress: () => {
          const { min, max } = foolControls.seed;
          change({ seed: settings.seed >= max ? min : settings.seed + 1 });
        },
      })}
    </div>
  </div>`;
}

function stage(view: FoolView): TemplateResult {
  const { state, onDraw } = view;
  const { hearing } = state;
  const pad = padFigure({ drawing: state.drawing, onDraw });
  if (!hearing) {
    return html`<div class="stage"><div class="pads">${pad}${nothingToJudge(state)}</div></div>`;
  }
  return html`<div class="stage">
    <div class="pads">${pad}${imageFigure(state, hearing)}</div>
    ${steps(view, hearing)}
    <div>
      <div class="pads">${judgeNames.map((name) => verdictFigure(state, hearing, name))}</div>
      ${signedLegend({ above: '明るくすると本物に近づく', below: '暗くすると本物に近づく' })}
      <p class="hint">
        色の濃さは、その画素を${stepSize}階調変えたときのロジットの変化です。真っ黒な画素は、それ以上暗くなりません。
      </p>
    </div>
    ${courseFigure(state, hearing)} ${referenceTable(state)}
  </div>`;
}

/** Buttons that change the image so that a judge takes it for real rather. */
function steps({ state, act }: FoolView, { judgement }: Hearing): TemplateResult {
  const taken = state.steps.length;
  const up = (name: JudgeName, count: number) =>
    commandButton({
      label: `${name === 'early' ? '初期' : state.fileName === null ? '後期' : '自分'}のDをだます${count}ステップ`,
      isEnabled: state.phase !== 'preparing',
      onPress: () => {
        act({ type: 'step', name, count });
      },
    });
  const back = (label: string, to: number) =>
    commandButton({
      label,
      isEnabled: taken > 0,
      onPress: () => {
        act({ type: 'back', to });
      },
    });
  return html`<div class="toolbar" role="group" aria-label="画像を変える">
      ${judgeNames.flatMap((name) => [up(name, 1), up(name, 10)])}
      ${back('1ステップ戻す', Math.max(0, taken - 1))}${back('はじめの画像に戻す', 0)}
    </div>
    <p class="hint">
      1ステップは、選んだ識別器のロジットがいちばん急に上がる向きへの移動です。最も大きく動く画素が${stepSize}階調だけ変わります（いま${
        judgement.course.early.length - 1
      }ステップ）。
    </p>`;
}

function nothingToJudge({ phase }: FoolState): TemplateResult {
  if (phase === 'preparing') {
    return html`<div>
      <progress aria-label="準備の進み"></progress>
      <p class="hint">識別器を読み込んでいます…</p>
    </div>`;
  }
  const how = phase === 'ready' ? '左の枠に数字を描くと' : '「実行」を押すか、左の枠に数字を描くと';
  return html`<p class="hint">${how}、ここに識別器の答えが出ます。</p>`;
}

/** The judges' opinions in a sentence, for screen readers. */
export function summary(state: FoolState): [subject: string, text: string] {
  const { hearing, isOpening } = state;
  if (isOpening || !hearing) return ['', ''];
  const { verdicts, course } = hearing.judgement;
  const parts = judgeNames.map(
    (name) => `${judgeLabel(name, state)}のD(x)は${verdicts[name].score.toFixed(2)}`,
  );
  const count = course.early.length - 1;
  return [String(count), `${count}ステップ。${parts.join('、')}。`];
}
