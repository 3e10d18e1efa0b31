import { type Control, formatSetting } from '@lib/controls';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { commandButton } from '../shared/buttons';
import { controlField } from '../shared/control-field';
import { formatCount, formatPace } from '../shared/format';
import { heading } from '../shared/heading';
import { menuField } from '../shared/menu-field';
import { noticeArea } from '../shared/notice';
import { panel } from '../shared/panel';
import { statList } from '../shared/stats';
import { toolbar } from '../shared/toolbar';
import { activationsView } from './activations-view';
import type { Comparison } from './comparison';
import { arena } from './pictures';
import { qualityView } from './quality-view';
import { type ComparisonState, isStale, problemsOf } from './state';

/** What a reader can ask of the cell. */
export interface ComparisonCommands {
  run(): void;
  pause(): void;
  step(): void;
  reset(): void;
  edit(name: string, value: string): void;
  /** The reader is done with a field. */
  commit(): void;
  dismissNotice(): void;
}

export interface ComparisonView {
  readonly comparison: Comparison;
  readonly state: ComparisonState;
  readonly commands: ComparisonCommands;
  /** Whether the commands can be given: not before the element is in a page with scripts. */
  readonly isInteractive: boolean;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly shareButton: TemplateResult;
}

/** The whole cell as its state has it. */
export function comparisonView(view: ComparisonView): TemplateResult {
  const { comparison, state, commands, isInteractive } = view;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    ${heading(comparison.title, state.phase)}
    <div class="form">${comparison.leading.map((name) => leadingField(view, name))}</div>
    <div class="controls">
      ${toolbar({
        phase: state.phase,
        canCancel: true,
        onRun: commands.run,
        onPause: commands.pause,
        onStep: commands.step,
        onReset: commands.reset,
      })}
    </div>
    ${failure(state, commands)} ${noticeArea(state.notice, commands.dismissNotice)}
    ${
      isStale(comparison, state)
        ? html`<p class="stale">
            設定が変わりました。実行すると新しい設定ではじめから学習します。
          </p>`
        : nothing
    }
    ${status(view)} ${arena(comparison, state)}
    ${comparison.measuresQuality ? qualityView(comparison, state) : nothing}
    ${comparison.showsActivations ? activationsView(comparison, state) : nothing}
    ${furtherPanel(view)}
    <div class="toolbar sharing">${isInteractive ? view.shareButton : nothing}</div>
    <p class="visually-hidden" role="status">${view.announcement}</p>
  </fieldset>`;
}

function controlOf({ controls }: Comparison, name: string): Control {
  const control = controls[name];
  if (!control) throw new Error(`the comparison has no control "${name}"`);
  return control;
}

/** A menu, or a slider with what it does below it. */
function leadingField(view: ComparisonView, name: string): TemplateResult {
  const { comparison, state, commands } = view;
  const control = controlOf(comparison, name);
  const value = state.draft[name] ?? '';
  if (control.type === 'choice') {
    return menuField({
      ...{ name, control, value },
      onChoose: (chosen) => {
        commands.edit(name, chosen);
        commands.commit();
      },
    });
  }
  return html`<div class="field slider">
    <label for=${name}>${control.label}</label>
    <output for=${name} aria-live="off">${value}${control.unit}</output>
    <input
      id=${name}
      type="range"
      min=${control.min}
      max=${control.max}
      step=${control.step}
      .value=${live(value)}
      aria-valuetext="${value}${control.unit}"
      aria-describedby="${name}-help"
      @input=${(event: Event) => {
        commands.edit(name, (event.currentTarget as HTMLInputElement).value);
      }}
      @change=${commands.commit}
    />
    <p class="help" id="${name}-help">${control.help}</p>
  </div>`;
}

function furtherPanel(view: ComparisonView): TemplateResult {
  const { comparison, state, commands } = view;
  const problems = problemsOf(comparison, state);
  const field = (name: string) =>
    controlField({
      name,
      control: controlOf(comparison, name),
      value: state.draft[name] ?? '',
      problem: problems.get(name) ?? null,
      note: null,
      onEdit: (value) => {
        commands.edit(name, value);
      },
      onCommit: commands.commit,
    });
  const digest = comparison.further.map((name) => {
    const control = controlOf(comparison, name);
    const value = state.draft[name] ?? '';
    if (control.type !== 'choice') return `${control.label}${value}${control.unit}`;
    return control.options.find((option) => option.value === value)?.label ?? '';
  });
  return panel({
    id: 'settings',
    title: '設定',
    digest: digest.join('、'),
    marks: problems.size > 0 ? [{ text: '要修正', isError: true }] : [],
    body: html`<div class="fields">${comparison.further.map(field)}</div>
      <p class="hint">設定を変えると2つのGANははじめからやり直します。</p>`,
  });
}

function failure({ failure: message }: ComparisonState, commands: ComparisonCommands) {
  const body = message
    ? html`<section class="failure" aria-label="学習の失敗">
        <h4>学習が止まりました</h4>
        <p>${message}</p>
        <div class="toolbar">
          ${commandButton({ label: 'はじめからやり直す', icon: 'reset', onPress: commands.reset })}
        </div>
      </section>`
    : nothing;
  return html`<div role="alert">${body}</div>`;
}

function status({ comparison, state }: ComparisonView): TemplateResult {
  const { phase, progress, updates, step, roundsPerSecond, used, info } = state;
  const { headStartOf } = comparison;
  const headStart = used && headStartOf ? headStartOf(used) : 0;
  const isAhead = phase === 'running' && updates < headStart;
  const isTimed = phase === 'running' && roundsPerSecond > 0;
  return html`<div class="status">
    ${
      phase === 'preparing'
        ? html`<progress aria-label="準備"></progress>
            <p class="hint">${progress}</p>`
        : nothing
    }
    ${
      isAhead
        ? html`<progress aria-label="識別器の先行" value=${updates / headStart} max="1"></progress>
            <p class="hint">
              識別器だけを先に学習させています（${headStart}回のうち${updates}回）。
            </p>`
        : nothing
    }
    ${statList([
      ...(headStartOf ? [['先行したDの更新', `${formatCount(updates)}回`] as const] : []),
      ['ステップ', formatCount(step)],
      ['ステップ/秒（2つで1）', isTimed ? formatPace(roundsPerSecond) : null],
      ['計算方法', info && `${info.backend.backend}${threads(info.backend.threads)}`],
    ])}
  </div>`;
}

function threads(count: number): string {
  return count > 1 ? `（${formatSetting(count)}スレッド）` : '';
}
