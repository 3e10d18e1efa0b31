/** What a cell may not do, though JavaScript or TypeScript could. */
import type { Unerasable } from './erase';
import type { FaultReport } from './faults';
import { globalNames, nearestName, notebookNames } from './known-names';
import type { Names, Reference } from './names';
import { children, list, type SyntaxNode } from './syntax';

const unerasableWords: Readonly<Record<Unerasable['kind'], string>> = {
  enum: '`enum` は使えません。`const 名前 = { … } as const` か、文字列の型を使います。',
  namespace: '`namespace` は使えません。',
  'parameter-property':
    'コンストラクターの引数に `public` や `private` は付けられません。フィールドに分けて書きます。',
  decorator: 'デコレーター（`@…`）は使えません。',
  accessor: '`accessor` は使えません。',
  'import-equals': "`import … = …` の形は使えません。`import { … } from 'gan'` と書きます。",
  'export-equals': '`export =` は使えません。',
  'type-assertion': '`<型>値` の形は使えません。`値 as 型` と書きます。',
};

/** Types that leave code behind, and module syntax that a cell does not have. */
export function checkSyntax(
  tree: SyntaxNode,
  unerasable: readonly Unerasable[],
  report: FaultReport,
): void {
  for (const { node, kind } of unerasable) report.add(node, unerasableWords[kind]);
  for (const statement of list(tree.body)) checkExport(statement, report);
  checkEverywhere(tree, report);
}

function checkExport(node: SyntaxNode, report: FaultReport): void {
  if (node.exportKind === 'type') return;
  if (node.type === 'ExportDefaultDeclaration' && !node.declaration?.type.startsWith('TS')) {
    report.add(
      { start: node.start, end: node.start + 'export default'.length },
      '`export default` は使えません。名前を付けて `const 名前 = …` と定義します。',
    );
  }
  if (
    node.type === 'ExportAllDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && node.source)
  ) {
    report.add(node, '`export … from` は使えません。`import` で読み込みます。');
  }
  if (node.type !== 'ExportNamedDeclaration' || node.source) return;
  for (const { local, exported } of node.specifiers ?? []) {
    if (local && exported && local.name !== exported.name) {
      report.add(exported, '`export` で別の名前は付けられません。');
    }
  }
}

function checkEverywhere(node: SyntaxNode, report: FaultReport): void {
  if (node.type === 'ImportExpression') {
    report.add(
      node,
      "`import(…)` は使えません。セルのはじめに `import { … } from 'gan'` と書きます。",
    );
  }
  if (node.type === 'MetaProperty' && node.property?.name === 'meta') {
    report.add(node, '`import.meta` は使えません。');
  }
  // The engine could make no expression of it, and acorn notes that as null.
  if (node.regex !== undefined && node.value === null) {
    report.add(node, '正規表現の書き方が正しくありません。');
  }
  for (const child of children(node)) checkEverywhere(child, report);
}

/** Names that are taken, kept private, or assigned where that is not allowed. */
export function checkNames({ bindings, references }: Names, report: FaultReport): void {
  for (const { name, node, kind, top } of bindings) {
    if (!top || kind === 'import') continue;
    const range = { start: node.start, end: node.start + name.length };
    if (notebookNames.includes(name)) {
      report.add(
        range,
        `\`${name}\` はノートブックがはじめから持っている名前です。別の名前にしてください。`,
      );
    } else if (globalNames.has(name)) {
      report.add(
        range,
        `\`${name}\` はJavaScriptがはじめから持っている名前です。別の名前にしてください。`,
      );
    }
  }
  const own = bindings.map(({ name }) => name);
  for (const reference of references) {
    const words = wordsOn(reference, own);
    if (words !== null) report.add(reference.node, words);
  }
}

function wordsOn({ name, writes, binding }: Reference, own: readonly string[]): string | null {
  if (binding) {
    if (!writes || (binding.kind !== 'const' && binding.kind !== 'import')) return null;
    return binding.kind === 'const'
      ? `\`${name}\` は \`const\` なので、代入できません。代入するなら \`let\` で定義します。`
      : `\`${name}\` は読み込んだものなので、代入できません。`;
  }
  if (name === 'arguments') return '`arguments` は関数の中でだけ使えます。';
  if (name.startsWith('_')) return privateWords(name, own);
  if (!writes) return null;
  if (notebookNames.includes(name) || globalNames.has(name)) {
    return `\`${name}\` には代入できません。`;
  }
  const near = nearestName(name, own);
  const guess = near === null ? '' : `\`${near}\` のことでしょうか。`;
  return `\`${name}\` はこのセルの名前ではないので、代入できません。${guess}新しい名前なら \`let ${name} = …\` と定義します。`;
}

function privateWords(name: string, own: readonly string[]): string {
  const near = nearestName(name, own);
  const guess = near === null ? '' : `\`${near}\` のことでしょうか。`;
  return `\`${name}\` はこのセルにありません。${guess}\`_\` で始まる名前は、定義したセルの中だけのものです。`;
}
