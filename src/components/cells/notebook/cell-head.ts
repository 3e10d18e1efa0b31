import type { Slot } from '@lib/storage/database/checkpoints';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { formatCount } from '../kit/format';
import { icon } from '../kit/icons';
import type { TakeHomeForm } from '../kit/take-home-form';
import { runShortcut } from '../kit/toolbar';
import { completionChoice } from './completion-choice';
import type { GoTo } from './failure-view';
import { type CellPhase, isBusy, isChanged, type NotebookCell, phaseWords } from './cell-state';

export interface TakeHomeCommands extends Pick<TakeHomeForm, 'onChoose' | 'onMake' | 'onSave'> {
  readonly onToggle: () => void;
  /** Weights that come back. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** What a reader can do with a cell. */
export interface CellCommands {
  readonly run: () => void;
  readonly runAll: () => void;
  readonly stop: () => void;
  readonly edit: () => void;
  readonly copy: () => void;
  readonly restore: () => void;
  readonly compare: () => void;
  readonly add: () => void;
  readonly remove: () => void;
  readonly clear: () => void;
  readonly share: () => void;
  readonly saveFile: () => void;
  readonly openFile: () => void;
  readonly help: () => void;
  /** Of names and parameters that the editor shows by itself. */
  readonly toggleCompletion: () => void;
  readonly toggleMenu: () => void;
  readonly versions: () => void;
  readonly resume: (from: Slot) => void;
  readonly forgetRuns: () => void;
  /** Of the code that a training was kept with: show it beside the present one, or take it. */
  readonly compareKept: () => void;
  readonly takeKept: () => void;
  /** Of kept trainings as files. */
  readonly takeHome: TakeHomeCommands;
  readonly answerLink: (isTaken: boolean) => void;
  readonly nextOffer: () => void;
  readonly dismiss: () => void;
  readonly goTo: GoTo;
}

export interface HeadView {
  readonly heading: string;
  readonly file: string;
  /** `null` in the server's rendering. */
  readonly state: NotebookCell | null;
  readonly isMenuOpen: boolean;
  readonly commands: CellCommands;
}

/** Title, file and state; below or beside them what can be done. */
export function cellHead(view: HeadView): TemplateResult {
  const { heading, file, state } = view;
  return html`<div class="head">
    <div class="names">
      <strong id="title">${heading}</strong>
      ${file ? html`<span class="file" translate="no">${file}</span>` : nothing}
      ${state && isChanged(state) ? html`<span class="mark">変更あり</span>` : nothing}
    </div>
    ${phaseBadge(state)}
    <div class="toolbar" role="group" aria-label="操作">${buttons(view)}</div>
  </div>`;
}

function phaseBadge(state: NotebookCell | null): TemplateResult {
  const phase: CellPhase = state?.phase ?? 'idle';
  const isEnded = phase === 'fresh' || phase === 'stale' || phase === 'failed';
  const time =
    isEnded && typeof state?.ms === 'number'
      ? html`<span translate="no">${seconds(state.ms)}</span>`
      : nothing;
  return html`<span class="phase" data-phase=${phase}>${phaseWords[phase]}${time}</span>`;
}

/** A run's time: `0.04秒`, `1.2秒`, `75秒`. */
export function seconds(ms: number): string {
  const value = Math.max(ms / 1000, 0.01);
  const digits = value < 1 ? 2 : value < 10 ? 1 : 0;
  return `${formatCount(Number(value.toFixed(digits)))}秒`;
}

function buttons(view: HeadView) {
  const { state, commands } = view;
  return html`${runOrStop(view)}
    ${commandButton({ label: '編集', icon: 'edit', onPress: commands.edit })}
    ${
      state && isChanged(state)
        ? commandButton({ label: '元に戻す', icon: 'reset', onPress: commands.restore })
        : nothing
    }
    <span class="more">
      <button
        type="button"
        class="button"
        aria-label="コードをコピー"
        title="コピー"
        @click=${commands.copy}
      >
        ${icon('copy')}
      </button>
      ${menu(view)}
    </span>`;
}

/** One button in one place, so that the same key stops what it has started. */
function runOrStop({ state, commands }: HeadView): TemplateResult {
  if (state && isBusy(state)) {
    return commandButton({
      // A training ends its step and keeps its state first; a second press does without.
      label: state.phase === 'stopping' ? 'すぐに止める' : '止める',
      icon: 'stop',
      isPrimary: true,
      shortcut: 'Control+.',
      onPress: commands.stop,
    });
  }
  return commandButton({
    label: '実行',
    icon: 'run',
    isPrimary: true,
    shortcut: runShortcut,
    onPress: commands.run,
  });
}

/** The rest: a disclosure of plain buttons, which Tab walks through. */
function menu({ state, isMenuOpen, commands, heading }: HeadView): TemplateResult {
  const items: (readonly [label: string, act: () => void])[] = [
    ['すべて実行', commands.runAll],
    ['下にセルを追加', commands.add],
    ['結果を消す', commands.clear],
    ['リンクを作る', commands.share],
    ['Jupyterのノートブックとして保存', commands.saveFile],
    ['ノートブックを開く', commands.openFile],
    ['以前のコード', commands.versions],
    [completionChoice.isOff ? '補完を出す' : '補完を出さない', commands.toggleCompletion],
    ['キー操作', commands.help],
  ];
  if (state && isChanged(state)) items.unshift(['違いを見る', commands.compare]);
  if (state?.original === null) items.push(['このセルを消す', commands.remove]);
  return html`<button
      type="button"
      class="button"
      aria-expanded=${isMenuOpen ? 'true' : 'false'}
      aria-label="${heading}：ほかの操作"
      title="ほかの操作"
      @click=${commands.toggleMenu}
    >
      ${icon('more')}
    </button>
    ${
      isMenuOpen
        ? html`<span class="menu">
            ${items.map(
              ([label, act]) =>
                html`<button
                  type="button"
                  data-label=${label}
                  @click=${() => {
                    commands.toggleMenu();
                    act();
                  }}
                >
                  ${label}
                </button>`,
            )}
          </span>`
        : nothing
    }`;
}
