/** Signs that a run fails quietly, in plain words. */
import { html, type TemplateResult } from 'lit';
import { laneOf, type Match, type StackganState } from './settings';

/** Rounds of a stage before which nothing is expected. */
const patience = { condition: 500, reading: 1000, second: 800 } as const;

export function readingAlarm(state: StackganState): TemplateResult {
  const texts = state.session ? readingFailures(state) : [];
  return html`${texts.map((text) => html`<p class="note" role="status">${text}</p>`)}`;
}

/** What of a run goes wrong without showing in its pictures. */
export function readingFailures({
  used: values,
  step,
  lanes,
  watched,
}: Pick<StackganState, 'used' | 'step' | 'lanes' | 'watched'>): string[] {
  if (!values) return [];
  const { stageOneRounds, isAugmented } = laneOf(values);
  const metrics = lanes[0]?.metrics;
  const match = watched['match']?.value as Match | undefined;
  const inStage = step < stageOneRounds ? step : step - stageOneRounds;
  const texts: string[] = [];
  const gap = (metrics?.['rightScore'] ?? 1) - (metrics?.['wrongScore'] ?? 0);
  if (inStage > patience.reading && gap < 0.02) {
    texts.push('識別器が文を読んでいません。合う文でも合わない文でも、出力がほとんど同じです。');
  }
  if (isAugmented && inStage > patience.condition && match && match.variance < 0.1) {
    texts.push(
      `条件の拡張が文を消しかけています。μの分散が${match.variance.toFixed(2)}しかありません。KLの重みを小さくしてみてください。`,
    );
  }
  const { body, head, wing } = match?.following ?? { body: 1, head: 1, wing: 1 };
  if (step >= stageOneRounds && inStage > patience.second && (body + head + wing) / 3 < 0.2) {
    texts.push('2段目が文を読んでいません。別の文を渡しても、1段目の色のまま仕上げています。');
  }
  return texts;
}
