/** Forty mistakes of readers, each with the line that must be marked and a word of what is said. */
export interface Mistake {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  readonly says: RegExp;
}

const gan = "import { createGenerator, Random } from 'gan';\n";

const list: readonly (readonly [name: string, text: string, line: number, says: RegExp])[] = [
  // What cannot be read.
  ['閉じない丸かっこ', 'const a = 1;\nprint(a;\nconst b = 2;', 2, /`\(` を `\)` で閉じ/],
  ['閉じない波かっこ', 'function f() {\n  return 1;\n\nf();', 1, /`\{` が閉じていません/],
  ['閉じない角かっこ', 'const a = [1, 2\nprint(a);', 2, /`print` は書けません/],
  ['余る閉じかっこ', 'const a = 1;\n}\nprint(a);', 2, /開きかっこ/],
  ['閉じない文字列', "const a = 1;\nconst s = 'abc;\nprint(s);", 2, /文字列が閉じて/],
  ['閉じないテンプレート', 'const a = 1;\nconst s = `abc;\nprint(s);', 2, /テンプレート/],
  ['閉じないコメント', 'const a = 1;\n/* note\nprint(a);', 2, /コメント/],
  ['全角の丸かっこ', 'const a = 1;\nprint（a);', 2, /「（」は書けません/],
  ['全角のセミコロン', 'const a = 1；\nprint(a);', 1, /「；」は書けません/],
  ['値のないconst', 'let a;\nconst b;\na = 1;', 2, /`;` は書けません/],
  ['足りない演算子', 'const a = 1;\nconst b = a a;', 2, /`a` は書けません/],
  ['数字で始まる名前', 'const a = 1;\nconst 2b = a;', 2, /数の/],
  ['言葉を名前に', 'const a = 1;\nconst class = a;', 2, /`class`/],
  ['2回の定義', 'const a = 1;\nlet b = 2;\nconst a = 3;', 3, /`a` はもう定義/],
  ['asyncのない関数のawait', 'function f() {\n  await 1;\n}', 2, /await/],
  ['いちばん外側のreturn', 'const a = 1;\nreturn a;', 2, /`return` は関数の中/],
  ['繰り返しの外のbreak', 'const a = 1;\nif (a) break;', 2, /`break` は繰り返し/],
  ['ifの中の=の左', 'const a = 1;\nif (1 = a) print(a);', 2, /代入できません/],
  ['elseの前のif', 'const a = 1;\nelse print(a);', 2, /`else`/],
  ['関数の中のimport', "function f() {\n  import { Random } from 'gan';\n}", 2, /いちばん外側/],
  ['途中で終わる式', 'const a = 1;\nconst b = a +', 2, /途中で終わって/],
  ['catchのないtry', 'try {\n  print(1);\n}\nprint(2);', 1, /`catch`/],
  // What is TypeScript, but needs code of its own.
  ['enum', 'const a = 1;\nenum Kind { A, B }', 2, /`enum`/],
  ['namespace', 'namespace N {\n  export const a = 1;\n}', 1, /`namespace`/],
  ['引数のprivate', 'class A {\n  constructor(private a: number) {}\n}', 2, /`private`/],
  ['デコレーター', 'const a = 1;\n@a\nclass B {}', 2, /デコレーター/],
  ['import =', "const a = 1;\nimport b = require('b');", 2, /`import … = …`/],
  ['角かっこの型', 'const a = 1;\nconst b = <number>a;', 2, /`値 as 型`/],
  // Modules.
  ['ほかのモジュール', `${gan}import fs from 'fs';`, 2, /`fs` は読み込めません/],
  ['ない名前のimport', `${gan}import {\n  Rndom,\n} from 'gan';\nRndom;`, 3, /`Random` のこと/],
  ['既定のimport', "\nimport gan from 'gan';", 2, /`import \{ 名前 \}/],
  ['動的なimport', `${gan}const m = await import('gan');`, 2, /`import\(…\)`/],
  ['import.meta', 'const a = 1;\nprint(import.meta.url);', 2, /`import.meta`/],
  ['export default', '\nexport default 1;', 2, /`export default`/],
  ['export from', "\nexport { Random } from 'gan';", 2, /`export … from`/],
  // Names.
  ['constへの代入', 'const a = 1;\n\na = 2;', 3, /`a` は `const`/],
  ['importへの代入', `${gan}\ncreateGenerator = 1;`, 3, /読み込んだもの/],
  ['ほかのセルの名前への代入', 'other.a = 1;\nother = 2;', 2, /`other` はこのセルの名前ではない/],
  ['ほかのセルだけの名前', 'const a = 1;\nprint(_seed);', 2, /`_seed` はこのセルにありません/],
  ['ノートブックの名前', '\nconst print = 1;', 2, /`print` はノートブック/],
  ['JavaScriptの名前', '\nfunction Map() {}', 2, /`Map` はJavaScript/],
  ['宣言のない代入', 'let step = 1;\nfor (i = 0; i < 3; i++) step += i;', 2, /`let i = …`/],
];

export const mistakes: readonly Mistake[] = list.map(([name, text, line, says]) => ({
  name,
  text,
  line,
  says,
}));
