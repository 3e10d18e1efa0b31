/** The parameters of a network's end, with dense layers and with averaging, in the reader's sizes. */
import {
  averagedLayer,
  denseLayers,
  directLayer,
  type Head,
  totalParameters,
} from '@lib/inspection/head-parameters';
import { html, nothing, type TemplateResult } from 'lit';
import { settingField } from '../kit/form';
import { formatCount } from '../kit/format';
import { presetPicker } from '../kit/presets';
import { headOf, type KnownNetwork, networkOf, networkPresets } from './heads';
import { headNames } from './settings';
import type { PoolingView } from './types';

/** One way to end a network. */
interface Ending {
  readonly name: string;
  readonly formula: string;
  readonly parameters: number;
}

export function countingView(view: PoolingView): TemplateResult {
  const { values, draft } = view.state;
  const head = headOf(values);
  const endings = endingsOf(head);
  const known = networkOf(draft);
  return html`<div class="controls">${presetPicker(networkPresets, view)}</div>
    <div class="form">${headNames.map((name) => settingField(view, name))}</div>
    <div class="counting">
      <ul class="endings">
        ${endings.map((ending) => endingView(ending, endings))}
      </ul>
      <p role="status">${comparison(endings)}${known ? share(known, head) : nothing}</p>
    </div>`;
}

/** Flattened with hidden layers, flattened without (if there are any to leave out), averaged. */
export function endingsOf(head: Head): readonly Ending[] {
  const layers = denseLayers(head);
  const [direct, averaged] = [directLayer(head), averagedLayer(head)];
  const formula = layers.map(
    ({ inputs, outputs }) => `(${formatCount(inputs)} + 1) × ${formatCount(outputs)}`,
  );
  const one = ({ inputs, outputs }: typeof direct) =>
    `(${formatCount(inputs)} + 1) × ${formatCount(outputs)}`;
  const hidden = {
    name: `全結合${layers.length}層`,
    formula: formula.join(' + '),
    parameters: totalParameters(layers),
  };
  const straight = {
    name: '1列に並べて直接つなぐ',
    formula: one(direct),
    parameters: direct.parameters,
  };
  const pooled = { name: 'GAPと線形層', formula: one(averaged), parameters: averaged.parameters };
  return layers.length > 1 ? [hidden, straight, pooled] : [straight, pooled];
}

function endingView({ name, formula, parameters }: Ending, all: readonly Ending[]) {
  const most = Math.max(...all.map((ending) => ending.parameters));
  const width = Math.max(0.4, (100 * parameters) / most);
  return html`<li>
    <span class="ending-name">${name}</span>
    <b translate="no">${formatCount(parameters)}</b>
    <span class="ending-bar" aria-hidden="true"
      ><i style="inline-size: ${width.toFixed(2)}%"></i
    ></span>
    <span class="hint" translate="no">${formula}</span>
  </li>`;
}

function comparison(endings: readonly Ending[]): string {
  const [before, after] = [endings[0]?.parameters ?? NaN, endings.at(-1)?.parameters ?? NaN];
  const ratio = before / after;
  const times = ratio < 10 ? ratio.toFixed(1) : formatCount(Math.round(ratio));
  return `GAPにすると、最後の部分のパラメータは${formatCount(before)}個から${formatCount(after)}個に減ります（${times}分の1）。`;
}

/** What part of the whole network its end is. */
function share({ before, isAveraged }: KnownNetwork, head: Head): string {
  const averaged = averagedLayer(head).parameters;
  if (isAveraged) {
    return `この分類器ははじめからGAPで終わっています。全体は${formatCount(before + averaged)}個です。だから下の地図が描けます。`;
  }
  const dense = totalParameters(denseLayers(head));
  const percent = Math.round((100 * dense) / (before + dense));
  return `ネットワーク全体は${formatCount(before + dense)}個で、その${percent}%が全結合層にあります。GAPなら全体で${formatCount(before + averaged)}個です。`;
}
