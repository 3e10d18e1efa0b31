import type { ToyPicture } from '@lib/models/toy-gan';
import type { ObjectiveName } from '@lib/nn/objectives';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { longest } from '../../charts/plane-paths';
import '../../charts/toy-plane';
import { commandButton } from '../kit/buttons';
import { checkedAs } from '../kit/checked';
import type { CellView } from '../kit/declaration';
import { settingField } from '../kit/form';
import type { DrawDetail } from '../pads/stroke-pad';
import { comparisonOf, type PlaneTypes, type Shown } from './types';
import './draw-pad';
import { remedies, remedyOf } from './setups';

type View = CellView<PlaneTypes>;

const layers = [
  ['map', '識別器の答え'],
  ['arrows', '勾配の矢印'],
  ['lattice', '生成器が曲げた格子'],
] as const satisfies readonly (readonly [keyof Shown, string])[];

const noPicture: ToyPicture = {
  points: new Float32Array(0),
  outputs: new Float32Array(0),
  boundary: 0,
  arrows: { points: new Float32Array(0), arrows: new Float32Array(0) },
  lattice: new Float32Array(0),
  density: null,
};

/** The plane with what can be shown on it. */
export function picture(view: View): TemplateResult {
  const { state } = view;
  return html`<div class="plane">
    ${
      state.isPreview
        ? html`<p class="origin mark">
            シード1で生成器を${state.step}回更新したところ（あらかじめ計算した一例）
          </p>`
        : nothing
    }
    ${state.draft['data'] === 'drawn' ? erasers(view) : nothing} ${stage(view)} ${key(view)}
  </div>`;
}

/** The data, and the remedies: what is changed most often. */
export function choices(view: View): TemplateResult {
  const { state, commands } = view;
  return html`<div class="choices">
    ${settingField(view, 'data')}
    <div class="field">
      <label for="remedy">モード崩壊への対策</label>
      <select
        id="remedy"
        .value=${live(remedyOf(state.draft))}
        aria-describedby="remedy-help"
        @change=${(event: Event) => {
          const chosen = remedies[(event.currentTarget as HTMLSelectElement).value];
          if (chosen) commands.chooseValues(chosen.values);
        }}
      >
        ${Object.entries(remedies).map(
          ([name, { label }]) =>
            html`<option value=${name} ?selected=${name === remedyOf(state.draft)}>
              ${label}
            </option>`,
        )}
      </select>
      <p class="help" id="remedy-help">学習の途中でも、そのまま切り替えられます。</p>
    </div>
  </div>`;
}

/** Near the pad that they erase. */
function erasers({ state, commands }: View): TemplateResult {
  const { drawing } = state.own;
  const isEnabled = drawing.length > 0;
  return html`<div class="toolbar" role="group" aria-label="描いたデータ">
    ${commandButton({
      label: '1本消す',
      isEnabled,
      onPress: () => {
        commands.draw(drawing.slice(0, -1), true);
      },
    })}
    ${commandButton({
      label: '全部消す',
      isEnabled,
      onPress: () => {
        commands.draw([], true);
      },
    })}
  </div>`;
}

function stage({ state, commands }: View): TemplateResult {
  const { own, draft, used, lanes, info } = state;
  const { points, outputs, boundary, arrows, lattice } = lanes[0]?.picture ?? noPicture;
  const { shown } = own;
  const loss = used?.loss ?? 'non-saturating';
  return html`<div class="map">
    <toy-plane
      .real=${info?.real ?? []}
      .points=${points}
      .outputs=${shown.map ? outputs : []}
      .boundary=${boundary}
      .steepness=${steepness(loss, outputs, boundary)}
      .arrows=${shown.arrows ? arrows : { points: [], arrows: [] }}
      .lattice=${shown.lattice ? lattice : []}
      .noiseDimension=${Number(used?.noiseDimension ?? draft['noiseDimension'])}
      label=${describe({ state, points })}
    ></toy-plane>
    ${
      draft['data'] === 'drawn'
        ? html`<draw-pad
            .drawing=${own.drawing}
            @draw=${({ detail }: CustomEvent<DrawDetail>) => {
              commands.draw(detail.drawing, detail.isDone);
            }}
          ></draw-pad>`
        : nothing
    }
  </div>`;
}

function key({ state, commands }: View): TemplateResult {
  const { shown } = state.own;
  const { arrows } = state.lanes[0]?.picture ?? noPicture;
  return html`<ul class="key" role="list">
      <li><i class="real"></i>データ</li>
      <li><i></i>生成した点</li>
      <li>背景：Dが本物と言う側（緑）、偽物と言う側（紫）</li>
    </ul>
    <div class="layers" role="group" aria-label="図に重ねるもの">
      ${layers.map(
        ([name, label]) =>
          html`<label>
            <input
              type="checkbox"
              ?checked=${shown[name]}
              ${checkedAs(shown[name])}
              @change=${(event: Event) => {
                const isShown = (event.currentTarget as HTMLInputElement).checked;
                commands.show({ ...shown, [name]: isShown });
              }}
            />
            ${label}
          </label>`,
      )}
    </div>
    ${
      shown.arrows
        ? html`<p class="hint">
            矢印は生成した点xごとの−∂L_G/∂xです。いちばん長いものを一定の長さにそろえています（その大きさは${longest(arrows.arrows).toPrecision(2).replace('-', '−')}）。
          </p>`
        : nothing
    }`;
}

/** The picture in words. */
function describe({ state, points }: { state: View['state']; points: ArrayLike<number> }): string {
  const coverage = comparisonOf(state)?.coverage;
  const found = coverage
    ? `データの山${state.info?.modes.length ?? 0}個のうち${coverage.covered}個に、生成した点があります。`
    : '';
  return `平面の上のデータの点と、生成した${points.length / 2}個の点。${found}`;
}

/**
 * How steeply D's outputs turn into tints: probabilities as they are, outputs of other losses so
 * that they use the same range.
 */
function steepness(loss: ObjectiveName, outputs: ArrayLike<number>, boundary: number): number {
  if (loss === 'saturating' || loss === 'non-saturating') return 1;
  const largest = Array.from(outputs).reduce(
    (most, output) => Math.max(most, Math.abs(output - boundary)),
    0,
  );
  return largest > 0 ? 4 / largest : 1;
}
