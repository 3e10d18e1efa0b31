import { html, nothing, type TemplateResult } from 'lit';
import { backendPanel } from './backend-panel';
import { chartFigures } from './charts';
import type { CellTypes } from './cell-state';
import type { CellView } from './declaration';
import { failurePanel } from './failure';
import { leadingFields, settingsPanel } from './form';
import { heading } from './heading';
import { noticeArea } from './notice';
import { presetPicker } from './presets';
import { speedPicker } from './speed';
import { statusArea } from './status';
import { restartsByItself, valuesOf, waitingNames } from './state';
import { takeHomePanel } from './take-home-panel';
import { toolbar } from './toolbar';

export interface CellParts {
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly shareButton: TemplateResult;
  readonly dropHint: TemplateResult | typeof nothing;
  /** To go on with a run of an earlier visit. */
  readonly keptRun: TemplateResult;
}

/** The whole cell as its declaration and its state have it. */
export function cellView<T extends CellTypes>(view: CellView<T>, parts: CellParts): TemplateResult {
  const { declaration, state, commands } = view;
  const { leading: declared = [] } = declaration;
  const leading = typeof declared === 'function' ? declared(state) : declared;
  const charts = html`${chartFigures(declaration, state)}`;
  const picture = declaration.picture(view);
  const values = state.used ?? valuesOf(declaration, state.draft);
  const headStart = values ? (planOf(view, values).headStart ?? 0) : 0;
  return html`<fieldset class="cell" aria-labelledby="title">
    ${heading(declaration.title, state.phase)} ${declaration.lead?.(view) ?? nothing}
    ${leadingFields(view, leading)} ${parts.keptRun} ${controls(view)}
    ${failurePanel(state, commands)} ${declaration.alarms?.(view) ?? nothing}
    ${noticeArea(state.notice, commands.dismissNotice)} ${stale(view)}
    ${statusArea(state, {
      stats: declaration.stats(state),
      headStart,
      hasEnd: declaration.hasEnd ?? false,
    })}
    ${
      declaration.layout?.({ picture, charts }, view) ??
      html`<div class="bench">
        ${picture}
        <div class="charts">${charts}</div>
      </div>`
    }
    ${declaration.below?.(view) ?? nothing}
    <div class="panels">
      ${settingsPanel(view)}${declaration.panels?.(view) ?? nothing}${takeHomePanel(
        view,
      )}${declaration.hasBackends ? backendPanel(state, commands) : nothing}
    </div>
    <div class="toolbar sharing">${parts.shareButton}</div>
    <p class="visually-hidden" role="status">${parts.announcement}</p>
    ${parts.dropHint}
  </fieldset>`;
}

/** The buttons that run the cell, and what is chosen beside them. */
function controls<T extends CellTypes>(view: CellView<T>): TemplateResult {
  const { declaration, state, commands } = view;
  const { speeds } = declaration;
  return html`<div class="controls">
    ${toolbar({
      phase: state.phase,
      canCancel: state.session === null,
      onRun: commands.run,
      onPause: commands.pause,
      onStep: commands.step,
      onReset: commands.reset,
    })}
    ${declaration.tools?.(view) ?? nothing}
    ${
      speeds
        ? speedPicker({
            chosen: state.speed,
            names: speeds.names,
            onChoose: commands.chooseSpeed,
          })
        : nothing
    }
    ${declaration.presets ? presetPicker(declaration.presets, view) : nothing}
  </div>`;
}

/** The plan of values that have been validated; what they exclude by themselves is told when they are run. */
function planOf<T extends CellTypes>(
  { declaration, state }: CellView<T>,
  values: Parameters<typeof declaration.plan>[0],
): { readonly headStart?: number } {
  try {
    return declaration.plan(values, state);
  } catch {
    return {};
  }
}

function stale<T extends CellTypes>({ declaration, state }: CellView<T>) {
  if (!restartsByItself(declaration) || waitingNames(declaration, state).length === 0)
    return nothing;
  return html`<p class="stale">
    設定が変わりました。実行すると、新しい設定ではじめから学習します。
  </p>`;
}
