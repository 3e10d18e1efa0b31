import { html, type TemplateResult } from 'lit';
import type { Version } from '@lib/storage/database/history';
import { commandButton } from '../kit/buttons';
import { formatCount } from '../kit/format';

const reasons = {
  edit: '編集',
  link: 'リンクを使う前',
  import: 'ファイルを使う前',
  restore: '元に戻す前',
  'site-update': '更新の前',
  conflict: '別のタブ',
} as const satisfies Record<Version['reason'], string>;

/** Earlier texts of a cell, the newest first. */
export function versionList(
  versions: readonly Version[],
  onUse: (text: string) => void,
): TemplateResult {
  if (versions.length === 0)
    return html`<p class="versions">書きかえたコードの記録は、まだありません。</p>`;
  return html`<ol class="versions">
    ${versions.map(
      ({ savedAt, reason, source }) =>
        html`<li>
          <span>${day(savedAt)}</span><span>${reasons[reason]}</span
          ><span>${formatCount(source.split('\n').length)}行</span>
          ${commandButton({
            label: '使う',
            onPress: () => {
              onUse(source);
            },
          })}
        </li>`,
    )}
  </ol>`;
}

function day(milliseconds: number): string {
  const at = { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return new Date(milliseconds).toLocaleString('ja-JP', at);
}
