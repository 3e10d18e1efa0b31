import { html, type TemplateResult } from 'lit';

const keys: readonly (readonly [keys: string, what: string])[] = [
  ['Enter', 'コードを編集する（コードを選んでいるとき）'],
  ['Shift+Enter', '実行して、見えていれば次のセルへ'],
  ['Ctrl+Enter、⌘+Enter', '実行して、ここにとどまる'],
  ['Ctrl+.、⌘+.', '止める'],
  ['Esc', '編集を終える。次のTabで先へ進む'],
  ['Ctrl+M（Macは⌥⇧M）', 'Tabキーで字下げする、しない'],
  ['Ctrl+Space', '補完の候補を出す'],
  ['Ctrl+Shift+Space', 'Escで消した引数の説明をまた出す'],
  ['F2', '補完と引数の説明を出す、出さない'],
];

/** The keys of a cell. */
export function keyHelp(): TemplateResult {
  return html`<dl class="keys">
    ${keys.map(
      ([combination, what]) =>
        html`<div>
          <dt translate="no"><kbd>${combination}</kbd></dt>
          <dd>${what}</dd>
        </div>`,
    )}
  </dl>`;
}
