import { html, nothing, type TemplateResult } from 'lit';
import { curveSketch } from '../../charts/sketch';
import { backendPanel } from '../dcgan/backend-panel';
import { curves } from '../dcgan/curves';
import { failurePanel } from '../dcgan/failure';
import { formatCount, formatDuration, formatMeasure, formatPace } from '../shared/format';
import { heading } from '../shared/heading';
import { noticeArea } from '../shared/notice';
import { speedPicker } from '../shared/speed';
import { statList } from '../shared/stats';
import { toolbar } from '../shared/toolbar';
import type { MlpCommands } from './commands';
import { settingsForm } from './form';
import { opening } from './opening';
import { pairsFigure } from './pairs';
import { speedNames } from './settings';
import { meanDistance, type MlpState } from './state';

export interface MlpView {
  readonly state: MlpState;
  readonly commands: MlpCommands;
  /** Whether the commands can be given: not before the element is in a page with scripts. */
  readonly isInteractive: boolean;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly shareButton: TemplateResult;
}

/** The whole cell as its state has it. */
export function mlpView(view: MlpView): TemplateResult {
  const { state, commands, isInteractive } = view;
  const { run, speed } = state;
  const isOpening = state.pairs === null && run.session === null;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    ${heading('2014年のGANに手書き数字を描かせる', run.phase)}
    <div class="controls">
      ${toolbar({
        phase: run.phase,
        canCancel: run.session === null,
        onRun: commands.run,
        onPause: commands.pause,
        onStep: commands.step,
        onReset: commands.reset,
      })}
      ${speedPicker({ chosen: speed, names: speedNames, onChoose: commands.chooseSpeed })}
    </div>
    ${failurePanel(run, commands)} ${noticeArea(run.notice, commands.dismissNotice)}
    ${status(state)}
    <div class="pairs-and-curves">
      ${pairsFigure(state)}${curves(run, isOpening ? { ...opening.curves, draw: curveSketch } : null)}
    </div>
    <div class="panels">${settingsForm(state, commands)}${backendPanel(run, commands)}</div>
    <div class="toolbar sharing">${view.shareButton}</div>
    <p class="visually-hidden" role="status">${view.announcement}</p>
  </fieldset>`;
}

function status(state: MlpState): TemplateResult {
  const { preparation } = state.run;
  return html`<div class="status" ?data-preparing=${preparation !== null}>
    ${
      preparation
        ? html`<progress aria-label="準備の進み" value=${preparation.ratio ?? nothing}></progress>
            <p class="preparation">${preparation.message}…</p>`
        : nothing
    }
    ${numbers(state)}
  </div>`;
}

function numbers({ run, pairs }: MlpState): TemplateResult {
  const { progress, session, step } = run;
  const isTimed = progress !== null && progress.stepsPerSecond > 0;
  const shown = pairs ?? opening;
  return statList([
    ['ステップ', session ? formatCount(step) : null],
    ['ステップ/秒', isTimed ? formatPace(progress.stepsPerSecond) : null],
    ['経過', progress ? formatDuration(progress.elapsedMs) : null],
    ['生成画像の距離（平均）', formatCount(Math.round(meanDistance(shown)))],
    ['本物どうしの距離（平均）', formatCount(Math.round(shown.realDistance))],
  ]);
}

const doing: Partial<Record<MlpState['run']['phase'], string>> = {
  running: '学習中',
  stepping: '学習中',
  stopping: '学習中',
  paused: '一時停止しています',
};

/** The run in a sentence or two, for screen readers; empty where something else speaks for it. */
export function summary({ run, pairs }: MlpState): string {
  const { phase, preparation, latest, step } = run;
  if (preparation) return preparation.message;
  const what = doing[phase];
  if (!what || !latest) return '';
  const distances = pairs
    ? `生成画像から最も近い学習画像までの距離は平均${Math.round(meanDistance(pairs))}、本物どうしでは${Math.round(pairs.realDistance)}。`
    : '';
  return (
    `${what}。ステップ${step}、D(x)の平均${formatMeasure(latest.realScore)}、` +
    `D(G(z))の平均${formatMeasure(latest.fakeScore)}。${distances}`
  );
}
