import { judgeNames, type JudgeName, type ReferenceKind } from '@lib/runtime/judging/protocol';
import { html, type TemplateResult } from 'lit';
import { formatCount } from '../shared/format';
import { judgeLabel } from './pictures';
import type { FoolState } from './state';

const kinds: readonly ReferenceKind[] = ['real', 'early', 'late'];

/** What each judge makes of images that it was trained on, and of images that it was not. */
export function referenceTable(state: FoolState): TemplateResult {
  const { hearing, accounts } = state;
  const now = (name: JudgeName) => hearing?.judgement.verdicts[name].score.toFixed(2) ?? '—';
  return html`<div class="references">
    <table>
      <caption>
        D(x)の平均と、本物と判定した割合（${formatCount(accounts.late.measured)}枚ずつ。学習で見たものに＊）
      </caption>
      <thead>
        <tr>
          <th scope="col">見せた画像</th>
          ${judgeNames.map((name) => html`<th scope="col">${judgeLabel(name, state)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${kinds.map(
          (kind) =>
            html`<tr>
              <th scope="row">${kindLabel(kind, state)}</th>
              ${judgeNames.map((name) => html`<td class="number">${mean(state, name, kind)}</td>`)}
            </tr>`,
        )}
        <tr data-used>
          <th scope="row">いまの1枚</th>
          ${judgeNames.map((name) => html`<td class="number">${now(name)}</td>`)}
        </tr>
      </tbody>
    </table>
  </div>`;
}

function mean({ accounts }: FoolState, name: JudgeName, kind: ReferenceKind): string {
  const { meanScore, takenForReal } = accounts[name].references[kind];
  const isOpponent = kind === 'real' || kind === name;
  return `${meanScore.toFixed(2)}（${Math.round(100 * takenForReal)}%）${isOpponent ? '＊' : ''}`;
}

function kindLabel(kind: ReferenceKind, { fileName }: FoolState): string {
  if (kind === 'real') return '本物（学習画像）';
  if (kind === 'early') return '初期の生成器の画像';
  return fileName === null ? '後期の生成器の画像' : '自分の生成器の画像';
}
