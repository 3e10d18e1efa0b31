import type {
  BackendChoiceName,
  BackendMeasurement,
  BackendName,
  BackendReport,
} from '@lib/backends/report';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { panel } from './panel';
import type { SharedCommands } from './declaration';
import type { CellState, CellTypes } from './cell-state';

/** Backends by the name that the cell shows, in the order of the menu. */
export const backendLabels = {
  auto: '自動（いちばん速いもの）',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'CPU（JavaScript）',
} as const satisfies Record<BackendName | 'auto', string>;

const choices = Object.keys(backendLabels) as readonly BackendChoiceName[];

/** Which backend computes, the measurements that led to it, and a menu for another. */
export function backendPanel<T extends CellTypes>(
  state: CellState<T>,
  commands: Pick<SharedCommands, 'changeBackend'>,
): TemplateResult {
  const report = state.session?.backend ?? null;
  const body = html`<div class="panel-body">
    ${menu(state, commands)}
    ${
      report
        ? measurements(report)
        : html`<p class="hint">
            「自動」では、実行を押したときに小さな学習ステップの時間を測り、いちばん速いものを使います。
          </p>`
    }
  </div>`;
  return panel({
    id: 'backend',
    title: '計算方法',
    digest: digest(report, state.surroundings.backend),
    body,
  });
}

function digest(report: BackendReport | null, chosen: BackendChoiceName): string {
  if (!report) return backendLabels[chosen];
  const threads = report.threads > 1 ? `（${report.threads}スレッド）` : '';
  const why = { reader: '指定', measurement: '自動で選択', family: '小さなネットワーク用' }[
    report.chosenBy
  ];
  return `${backendLabels[report.backend]}${threads}、${why}`;
}

function menu<T extends CellTypes>(
  { surroundings, opening, phase }: CellState<T>,
  commands: Pick<SharedCommands, 'changeBackend'>,
): TemplateResult {
  const chosen = opening?.surroundings.backend ?? surroundings.backend;
  return html`<div class="field">
    <label for="backend-choice">計算方法の選択</label>
    <select
      id="backend-choice"
      .value=${live(chosen)}
      ?disabled=${phase === 'preparing'}
      @change=${(event: Event) => {
        commands.changeBackend(
          (event.currentTarget as HTMLSelectElement).value as BackendChoiceName,
        );
      }}
    >
      ${choices.map(
        (name) =>
          html`<option value=${name} ?selected=${name === chosen}>${backendLabels[name]}</option>`,
      )}
    </select>
    <p class="help">学習の途中で替えると、いまの状態から新しい計算方法で続けます。</p>
  </div>`;
}

function measurements(report: BackendReport): TemplateResult {
  const { backend: used, measurements: all, measuredAt } = report;
  return html`<div class="scroll">
    <table>
      <caption>
        小さな学習ステップ1回の時間${measuredAt === undefined ? nothing : `（${formatDay(measuredAt)}に測ったもの）`}
      </caption>
      <thead>
        <tr>
          <th scope="col">計算方法</th>
          <th scope="col">時間</th>
          <th scope="col">備考</th>
        </tr>
      </thead>
      <tbody>
        ${all.map((measurement) => row(measurement, measurement.backend === used))}
      </tbody>
    </table>
  </div>`;
}

function row({ backend, milliseconds, note }: BackendMeasurement, isUsed: boolean) {
  return html`<tr ?data-used=${isUsed}>
    <th scope="row">
      ${backendLabels[backend]}${isUsed ? html`<span class="mark">使用中</span>` : nothing}
    </th>
    <td class="number" translate="no">
      ${milliseconds === null ? '使えません' : `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)}ミリ秒`}
    </td>
    <td>${note}</td>
  </tr>`;
}

function formatDay(at: number): string {
  return new Date(at).toLocaleDateString('ja-JP', { month: 'long', day: 'numeric' });
}
