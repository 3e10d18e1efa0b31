import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatDuration, formatMeasure, formatPace } from '../shared/format';
import { statList } from '../shared/stats';
import type { Phase } from '../shared/phase';
import { totalSteps } from './derived';
import type { DcganState } from './state';

/** How far the run has come, in a bar and in numbers. */
export function status(state: DcganState): TemplateResult {
  const { preparation } = state;
  return html`<div class="status" ?data-preparing=${preparation !== null}>
    ${preparation ? preparing(preparation) : trained(state)}${numbers(state)}
  </div>`;
}

function preparing({ message, ratio }: NonNullable<DcganState['preparation']>): TemplateResult {
  return html`<progress aria-label="準備の進み" value=${ratio ?? nothing} max="1"></progress>
    <p class="preparation">${message}…</p>`;
}

function trained(state: DcganState): TemplateResult {
  const total = totalSteps(state) ?? 1;
  return html`<progress aria-label="学習の進み" value=${state.step} max=${total}></progress>`;
}

function numbers(state: DcganState): TemplateResult {
  const { progress, session, step } = state;
  const total = totalSteps(state);
  const epochs = session?.settings.epochs;
  const isTimed = progress !== null && progress.stepsPerSecond > 0;
  return statList([
    ['ステップ', total === null ? null : `${formatCount(step)} / ${formatCount(total)}`],
    ['エポック', epochs === undefined ? null : `${progress?.epoch ?? 0} / ${epochs}`],
    [
      'バッチ',
      session ? `${progress?.batch ?? 0} / ${formatCount(session.info.stepsPerEpoch)}` : null,
    ],
    ['ステップ/秒', isTimed ? formatPace(progress.stepsPerSecond) : null],
    ['経過', progress ? formatDuration(progress.elapsedMs) : null],
    ['残り', isTimed ? `約${formatDuration(progress.remainingMs)}` : null],
  ]);
}

const doing: Partial<Record<Phase, string>> = {
  running: '学習中',
  stepping: '学習中',
  stopping: '学習中',
  paused: '一時停止しています',
  finished: '学習を終えました',
};

/** The run in a sentence, for screen readers; empty where something else speaks for it. */
export function summary({ phase, preparation, step, latest, progress }: DcganState): string {
  if (preparation) return preparation.message;
  const what = doing[phase];
  if (!what || !latest) return '';
  const numbers = [
    `ステップ${step}`,
    `識別器の損失${formatMeasure(latest.discriminatorLoss)}`,
    `生成器の損失${formatMeasure(latest.generatorLoss)}`,
    `D(x)の平均${formatMeasure(latest.realScore)}`,
    `D(G(z))の平均${formatMeasure(latest.fakeScore)}`,
  ].join('、');
  const rest = progress ? `残り約${formatDuration(progress.remainingMs)}。` : '';
  return `${what}。${numbers}。${phase === 'running' ? rest : ''}`;
}
