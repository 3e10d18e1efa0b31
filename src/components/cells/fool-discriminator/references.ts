import { type ReferenceKind, scorerNames, type ScorerName } from '@lib/lookups/scoring-protocol';
import { html, nothing } from 'lit';
import { formatCount } from '../kit/format';
import { scorerLabel } from './pictures';
import type { Answer, FoolState, Opened } from './types';

const kinds: readonly ReferenceKind[] = ['real', 'early', 'late'];

/** What each scorer makes of images that it was trained on, and of images that it was not. */
export function referenceTable(state: FoolState, { scored }: Answer) {
  const { opened } = state.own;
  if (!opened) return nothing;
  const { accounts } = opened;
  const now = (name: ScorerName) => scored.scores[name].score.toFixed(2);
  return html`<div class="references">
    <table>
      <caption>
        D(x)の平均と、本物と判定した割合（${formatCount(accounts.late.measured)}枚ずつ。学習で見たものに＊）
      </caption>
      <thead>
        <tr>
          <th scope="col">見せた画像</th>
          ${scorerNames.map((name) => html`<th scope="col">${scorerLabel(name, state)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${kinds.map(
          (kind) =>
            html`<tr>
              <th scope="row">${kindLabel(kind, opened)}</th>
              ${scorerNames.map((name) => html`<td class="number" translate="no">${mean(opened, name, kind)}</td>`)}
            </tr>`,
        )}
        <tr data-used>
          <th scope="row">いまの1枚</th>
          ${scorerNames.map((name) => html`<td class="number" translate="no">${now(name)}</td>`)}
        </tr>
      </tbody>
    </table>
  </div>`;
}

function mean(opened: Opened, name: ScorerName, kind: ReferenceKind): string {
  const { meanScore, takenForReal } = opened.accounts[name].references[kind];
  const isStranger = name === 'late' && opened.source !== null && !hasOwnGenerator(opened);
  const isOpponent = kind === 'real' || (kind === name && !isStranger);
  return `${meanScore.toFixed(2)}（${Math.round(100 * takenForReal)}%）${isOpponent ? '＊' : ''}`;
}

/** A discriminator may have come alone: then the site's late generator draws for it. */
function hasOwnGenerator({ source }: Opened): boolean {
  return source?.saved.generator !== undefined;
}

function kindLabel(kind: ReferenceKind, opened: Opened): string {
  if (kind === 'real') return '本物（学習画像）';
  if (kind === 'early') return '初期の生成器の画像';
  return hasOwnGenerator(opened) ? '自分の生成器の画像' : '後期の生成器の画像';
}
