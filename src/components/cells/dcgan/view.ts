import { html, nothing, type TemplateResult } from 'lit';
import { heading } from '../shared/heading';
import type { Kept } from '../shared/kept-generator';
import { noticeArea } from '../shared/notice';
import { presetPicker } from '../shared/presets';
import { toolbar } from '../shared/toolbar';
import { backendPanel } from './backend-panel';
import type { Commands } from './commands';
import { presetNames, presetOf, presets } from './controls';
import { curves } from './curves';
import { failurePanel } from './failure';
import { filesPanel } from './files-panel';
import { filmPanel } from './film/film-panel';
import type { Films } from './film/films';
import { pictures } from './pictures';
import { settingsForm } from './settings-form';
import { collapseAlarm, qualityPanel } from './quality-panel';
import type { DcganState } from './state';
import { status } from './status';

export interface DcganView {
  readonly state: DcganState;
  readonly films: Films;
  readonly commands: Commands;
  /** The generator that the browser keeps of the reader's last run. */
  readonly kept: Kept;
  /** Delete it. */
  readonly onForget: () => void;
  /** Whether the commands can be given: not before the element is in a page with scripts. */
  readonly isInteractive: boolean;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly isFileOver: boolean;
  readonly shareButton: TemplateResult;
}

const presetLabels = {
  quick: presets.quick.label,
  article: presets.article.label,
  paper: presets.paper.label,
};

/** The whole cell as its state has it. */
export function dcganView(view: DcganView): TemplateResult {
  const { state, commands, isInteractive } = view;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    ${heading('DCGANに手書き数字を描かせる', state.phase)}
    <div class="controls">
      ${presetPicker({
        names: presetNames,
        labels: presetLabels,
        chosen: presetOf(state.draft),
        onChoose: commands.choosePreset,
      })}
      ${toolbar({
        phase: state.phase,
        canCancel: state.session === null,
        onRun: commands.run,
        onPause: commands.pause,
        onStep: commands.step,
        onReset: commands.reset,
      })}
    </div>
    ${failurePanel(state, commands)} ${collapseAlarm(state, commands)}
    ${noticeArea(state.notice, commands.dismissNotice)} ${status(state)}
    <div class="pictures-and-curves">${pictures(state, commands)}${curves(state)}</div>
    <div class="panels">
      ${settingsForm(state, commands)}${qualityPanel(state, commands)}${filmPanel(view.films, commands.openFilm)}${backendPanel(state, commands)}${filesPanel(view)}
    </div>
    <div class="toolbar sharing">${view.shareButton}</div>
    <p class="visually-hidden" role="status">${view.announcement}</p>
    ${
      view.isFileOver
        ? html`<div class="drop-hint" aria-hidden="true">
            <p>ここにドロップすると読み込みます<br />（MNISTのIDXファイル、または保存した重み）</p>
          </div>`
        : nothing
    }
  </fieldset>`;
}
