/** What the networks with the three rectifiers do, unit by unit. */
import type { UnitsReading } from '@lib/models/dcgan-mnist';
import type { RectifierName } from '@lib/models/rectifiers';
import { html, nothing, type TemplateResult } from 'lit';
import { formatMeasure } from '../kit/format';
import { looks, sample } from './curves';
import { rectifierNames, type RectifierState } from './settings';

export type Units = readonly (UnitsReading | null)[];

interface ShownLane {
  readonly rectifier: RectifierName;
  readonly units: UnitsReading | null;
  readonly hasDiverged: boolean;
}

/** What was seen last of every network; nothing before there was a look. */
export function lanesShown({ watched, lanes }: RectifierState): readonly ShownLane[] {
  const units = watched['units']?.value as Units | undefined;
  if (!units) return [];
  return rectifierNames.map((rectifier, i) => ({
    rectifier,
    units: units[i] ?? null,
    hasDiverged: (lanes[i]?.divergedAt ?? null) !== null,
  }));
}

/** What the networks that are shown learn. */
export function kindOf({ used, isPreview, draft }: RectifierState): string {
  return used?.kind ?? (isPreview ? 'plane' : (draft['kind'] ?? 'plane'));
}

/** Units of a network that no gradient comes back through. */
export function deadUnits(units: UnitsReading | null | undefined): number {
  return units ? units.silent.reduce((sum, { dead }) => sum + dead, 0) : NaN;
}

/** As a power of ten: the gradient on G's images if there are any, else on the first layer. */
export function shownGradient(units: UnitsReading | null | undefined): number {
  return units ? Math.log10(units.imageGradient ?? units.firstLayerGradient) : NaN;
}

/** More units than this are given as numbers only. */
const mostMarks = 32;

export function unitTable(state: RectifierState): TemplateResult {
  const lanes = lanesShown(state);
  const layers = lanes[0]?.units?.silent ?? [];
  if (layers.length === 0) return html``;
  const inputs = kindOf(state) === 'digits' ? '生成器の画像32枚' : '点1,024個';
  const marked = layers.some(({ units }) => units <= mostMarks)
    ? '■は死んだユニット、□は沈黙しているユニットで、·はそれ以外です。'
    : '';
  return html`<div class="scroll">
    <table class="units">
      <caption>
        層ごとのユニット。調べた${inputs}のどれに対しても出力が正にならないものを数えます。傾きが0なら「死」です。傾きが残っていれば「沈黙」で、まだ学習できます。${marked}
      </caption>
      <thead>
        <tr>
          <th scope="col">隠れ層</th>
          ${lanes.map(
            ({ rectifier }) =>
              html`<th scope="col">${sample(rectifier)}${looks[rectifier].label}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${layers.map(
          (_, i) =>
            html`<tr>
              <th scope="row">${i + 1}</th>
              ${lanes.map((lane) => html`<td>${units(lane, i)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function units({ units: seen, hasDiverged }: ShownLane, index: number): TemplateResult {
  const layer = seen?.silent[index];
  if (hasDiverged) return html`発散`;
  if (!layer) return html`—`;
  const silentOnly = layer.silent - layer.dead;
  const rest = layer.units - layer.silent;
  const marks = '■'.repeat(layer.dead) + '□'.repeat(silentOnly) + '·'.repeat(rest);
  const slope = seen?.slopes[index];
  return html`${
      layer.units > mostMarks
        ? nothing
        : html`<span class="marks" aria-hidden="true">${marks}</span>`
    }
    <span
      >死 ${layer.dead}${silentOnly > 0 ? `、沈黙 ${silentOnly}` : ''} /
      ${layer.units}${slope === undefined ? '' : `、α ${formatMeasure(slope)}`}</span
    >`;
}
