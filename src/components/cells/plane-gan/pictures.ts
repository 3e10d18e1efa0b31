import { html, nothing, type TemplateResult } from 'lit';
import type { Curve } from '../../charts/line-chart';
import { legend } from '../shared/legend';
import { longest } from '../toy/plane-paths';
import type { PlaneCommands } from './commands';
import type { DrawDetail } from '../shared/stroke-pad';
import { type Moment, type Shown, steepness } from './moment';
import { opening } from './opening';
import type { PlaneState } from './state';

const layers = [
  ['map', '識別器の答え'],
  ['arrows', '勾配の矢印'],
  ['lattice', '生成器が曲げた格子'],
] as const satisfies readonly (readonly [keyof Shown, string])[];

/** The plane with what can be shown on it, and the curves beside. */
export function bench(state: PlaneState, commands: PlaneCommands): TemplateResult {
  return html`<div class="bench">
    <div class="plane">
      ${
        state.isOpening
          ? html`<p class="origin mark">
              シード1で生成器を${opening.metrics.step}回更新したところ（あらかじめ計算した一例）
            </p>`
          : nothing
      }
      ${stage(state, commands)} ${key(state, commands)}
    </div>
    <div class="charts">${charts(state)}</div>
  </div>`;
}

function stage(state: PlaneState, commands: PlaneCommands): TemplateResult {
  const { moment, shown, draft, drawing, settings } = state;
  const { outputs, boundary, arrows, lattice } = moment;
  const isDrawn = draft.data === 'drawn';
  const loss = settings?.loss ?? 'non-saturating';
  return html`<div class="stage">
    <toy-plane
      .real=${moment.real}
      .points=${moment.points}
      .outputs=${shown.map ? outputs : []}
      .boundary=${boundary}
      .steepness=${steepness(loss, outputs, boundary)}
      .arrows=${shown.arrows ? arrows : { points: [], arrows: [] }}
      .lattice=${shown.lattice ? lattice : []}
      .noiseDimension=${moment.noiseDimension}
      label=${describe(moment)}
    ></toy-plane>
    ${
      isDrawn
        ? html`<draw-pad
            .drawing=${drawing}
            @draw=${({ detail }: CustomEvent<DrawDetail>) => {
              commands.draw(detail);
            }}
          ></draw-pad>`
        : nothing
    }
  </div>`;
}

function key({ shown, moment }: PlaneState, commands: PlaneCommands): TemplateResult {
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
              .checked=${shown[name]}
              @change=${(event: Event) => {
                commands.show({
                  ...shown,
                  [name]: (event.currentTarget as HTMLInputElement).checked,
                });
              }}
            />
            ${label}
          </label>`,
      )}
    </div>
    ${
      shown.arrows
        ? html`<p class="hint">
            矢印は生成した点xごとの−∂L_G/∂xです。いちばん長いものを一定の長さにそろえています（その大きさは${formatSmall(longest(moment.arrows.arrows))}）。
          </p>`
        : nothing
    }`;
}

/** The picture in words. */
function describe({ points, comparison, modeCount }: Moment): string {
  const coverage = comparison?.coverage;
  const found = coverage
    ? `データの山${modeCount}個のうち${coverage.covered}個に、生成した点があります。`
    : '';
  return `平面の上のデータの点と、生成した${points.length / 2}個の点。${found}`;
}

interface Chart {
  readonly title: string;
  readonly steps: readonly number[];
  readonly curves: readonly Curve[];
  readonly isLogarithmic: boolean;
}

function charts(state: PlaneState): TemplateResult[] {
  const { training, comparisons, moment } = state;
  const ofNetworks = (d: 'discriminatorLoss' | 'discriminatorGradient', g: 'generatorLoss' | 'generatorGradient') => [
    { label: 'D', color: '--color-discriminator', isDashed: false, values: training.values[d] },
    { label: 'G', color: '--color-generator', isDashed: true, values: training.values[g] },
  ]; // prettier-ignore
  const divergence = (name: 'kl' | 'js', label: string) => ({
    title: label,
    steps: comparisons.steps,
    curves: [
      { label: name.toUpperCase(), color: '--color-fake', isDashed: false, values: comparisons.values[name] },
      { label: '下限', color: '--color-muted', isDashed: true, values: comparisons.steps.map(() => moment.floor?.[name] ?? null) },
    ],
    isLogarithmic: name === 'kl',
  }); // prettier-ignore
  return [
    {
      title: '損失',
      steps: training.steps,
      curves: ofNetworks('discriminatorLoss', 'generatorLoss'),
      isLogarithmic: false,
    },
    {
      title: '勾配のノルム',
      steps: training.steps,
      curves: ofNetworks('discriminatorGradient', 'generatorGradient'),
      isLogarithmic: true,
    },
    divergence('js', 'JSダイバージェンス'),
    divergence('kl', 'KLダイバージェンス'),
  ].map(chart);
}

function chart({ title, steps, curves, isLogarithmic }: Chart): TemplateResult {
  const entries = curves.map((curve) => ({ ...curve, latest: curve.values.at(-1) ?? null }));
  const numbers = entries.map(({ label, latest }) => `${label} ${latest?.toPrecision(3) ?? '—'}`);
  return html`<figure>
    <figcaption>${title} ${legend(entries)}</figcaption>
    <div class="plot-area">
      <line-chart
        .steps=${steps}
        .curves=${curves}
        .range=${null}
        .guide=${null}
        .isLogarithmic=${isLogarithmic}
        label=${`${title}の曲線。最新の値：${numbers.join('、')}`}
      ></line-chart>
      ${steps.length === 0 ? html`<p class="placeholder">実行すると描かれます</p>` : nothing}
    </div>
  </figure>`;
}

function formatSmall(value: number): string {
  return value.toPrecision(2).replace('-', '−');
}
