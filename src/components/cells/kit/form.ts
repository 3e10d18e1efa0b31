/** The fields of a cell's declared controls. */
import { type Control, type Controls, formatSetting } from '@lib/controls';
import { html, nothing, type TemplateResult } from 'lit';
import { controlField } from './control-field';
import type { CellTypes, Draft } from './cell-state';
import type { CellView } from './declaration';
import { menuField } from './menu-field';
import { panel } from './panel';
import { type SliderField, sliderField } from './slider-field';
import { problemsOf, restartsByItself, waitingNames } from './state';

/** What fields are drawn from: any cell's view. */
export interface FormView {
  readonly declaration: { readonly controls: Controls };
  readonly state: { readonly draft: Draft; readonly editing: string | null };
  readonly commands: FormCommands;
}

export interface FormCommands {
  edit(name: string, value: string): void;
  /** The reader is done with a field. */
  commit(): void;
  /** A value is chosen rather than typed. */
  choose(name: string, value: string): void;
  /** While a slider moves; `edit` if left out. */
  move?(name: string, value: string): void;
}

function controlOf({ declaration }: FormView, name: string): Control {
  const control = declaration.controls[name];
  if (!control) throw new Error(`the cell has no control "${name}"`);
  return control;
}

/** A field with what is wrong with its value, and what else there is to say of it. */
export function settingField(
  view: FormView,
  name: string,
  note: string | null = null,
): TemplateResult {
  const { state, commands, declaration } = view;
  return controlField({
    name,
    control: controlOf(view, name),
    value: state.draft[name] ?? '',
    problem: problemsOf(declaration, state).get(name) ?? null,
    note,
    onEdit: (value) => {
      commands.edit(name, value);
    },
    onCommit: commands.commit,
  });
}

interface LeadingOptions extends Pick<SliderField, 'mark' | 'most' | 'says'> {
  /** What else the reader should know about a menu now. */
  readonly note?: string | null;
}

/** A menu, or a slider with what it does below it: for what a cell is about. */
export function leadingField(
  view: FormView,
  name: string,
  { note = null, ...options }: LeadingOptions = {},
): TemplateResult {
  const { state, commands } = view;
  const move = commands.move ?? commands.edit;
  const control = controlOf(view, name);
  const value = state.draft[name] ?? '';
  if (control.type === 'choice') {
    return menuField({
      name,
      control,
      value,
      note,
      onChoose: (chosen) => {
        commands.choose(name, chosen);
      },
    });
  }
  return sliderField({
    name,
    control,
    value: Number(value),
    ...options,
    onMove: (moved) => {
      move(name, formatSetting(moved));
    },
    onSettle: commands.commit,
  });
}

/** The fields of what a cell is about, above its buttons. */
export function leadingFields<T extends CellTypes>(
  view: CellView<T>,
  names: readonly string[],
): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  const notes = waitingNotes(view);
  return html`<div class="form">
    ${names.map((name) => leadingField(view, name, { note: notes.get(name) ?? null }))}
  </div>`;
}

/** The panel of the declared settings, folded up behind a line that says what it holds. */
export function settingsPanel<T extends CellTypes>(
  view: CellView<T>,
): TemplateResult | typeof nothing {
  const { declaration, state } = view;
  const { settings } = declaration;
  if (!settings) return nothing;
  const notes = waitingNotes(view);
  const fields = settings.names.map((name) => settingField(view, name, notes.get(name) ?? null));
  return panel({
    id: 'settings',
    title: '設定',
    digest: settings.digest(state),
    marks: [
      ...(problemsOf(declaration, state).size > 0 ? [{ text: '要修正', isError: true }] : []),
      ...(settings.names.some((name) => notes.has(name))
        ? [{ text: 'リセット待ち', isError: false }]
        : []),
    ],
    body: html`<div class="fields">${fields}</div>
      <p class="hint">${settings.hint}</p>`,
  });
}

/** A control's value as the reader sees it: an option's label, a number with its unit. */
export function shownValue(control: Control, value: string): string {
  if (control.type !== 'choice') return `${value}${control.unit}`;
  return control.options.find((option) => option.value === value)?.label ?? value;
}

/** Of settings that a run under way cannot take up: what is said beside each. */
function waitingNotes<T extends CellTypes>(view: CellView<T>): ReadonlyMap<string, string> {
  const { declaration, state } = view;
  if (restartsByItself(declaration)) return new Map();
  const note = (name: string) => {
    const inForce = shownValue(controlOf(view, name), String(state.used?.[name] ?? ''));
    return `リセットすると反映されます（いまの学習は「${inForce}」）。`;
  };
  return new Map(waitingNames(declaration, state).map((name) => [name, note(name)]));
}
