import { type FormatName, formatLabels, formatNames } from '@lib/export/formats';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from './buttons';
import { formatBytes } from './format';
import { menuField } from './menu-field';
import type { MadeFile, TakeHomeState } from './take-home-state';

export interface TakeHomeForm {
  readonly takeHome: TakeHomeState;
  /** Which of several is taken, if there are several: what is asked, and their titles. */
  readonly lanes: { readonly label: string; readonly titles: readonly string[] };
  readonly isEnabled: boolean;
  readonly onChoose: (chosen: Partial<Pick<TakeHomeState, 'format' | 'lane'>>) => void;
  readonly onMake: () => void;
  readonly onSave: () => void;
}

/** A format to choose, and what was made in it. */
export function takeHomeForm(form: TakeHomeForm): TemplateResult {
  const { takeHome, lanes, isEnabled, onChoose, onMake, onSave } = form;
  const { isBusy, made: file } = takeHome;
  return html`${menuField({
      name: 'take-home-format',
      control: {
        label: '形式',
        options: formatNames.map((value) => ({ value, label: formatLabels[value] })),
      },
      value: takeHome.format,
      onChoose: (format) => {
        onChoose({ format: format as FormatName });
      },
    })}
    ${
      lanes.titles.length > 1
        ? menuField({
            name: 'take-home-lane',
            control: {
              label: lanes.label,
              options: lanes.titles.map((label, i) => ({ value: String(i), label })),
            },
            value: String(takeHome.lane),
            onChoose: (lane) => {
              onChoose({ lane: Number(lane) });
            },
          })
        : nothing
    }
    <div class="toolbar">
      ${commandButton({
        label: isBusy ? 'ファイルを作っています' : 'ファイルを作る',
        isEnabled: isEnabled && !isBusy,
        onPress: onMake,
      })}
    </div>
    ${file ? made(file, onSave) : nothing}`;
}

/** What was made, and what it does not hold, to be seen before it is saved. */
function made(file: MadeFile, onSave: () => void): TemplateResult {
  const { fileName, size, contents, toRewrite, remarks, step } = file;
  return html`<div class="made" role="status">
    <p>
      <strong translate="no">${fileName}</strong>（${formatBytes(size)}、ステップ${step}）${
        contents.length > 0
          ? html`<br />中身：<span translate="no">${contents.join('、')}</span>`
          : nothing
      }
    </p>
    ${
      toRewrite.length > 0
        ? html`<p class="problem">書き換えが必要な所：${toRewrite.length}</p>
            ${list(toRewrite)}`
        : nothing
    }
    ${
      remarks.length > 0
        ? html`<p>持ち帰れないもの</p>
            ${list(remarks)}`
        : nothing
    }
    <div class="toolbar">
      ${commandButton({ label: '保存', icon: 'save', isPrimary: true, onPress: onSave })}
    </div>
  </div>`;
}

const list = (sentences: readonly string[]) =>
  html`<ul>
    ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`;
