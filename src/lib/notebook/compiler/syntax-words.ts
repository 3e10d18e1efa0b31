/** The parser's complaints in Japanese, and the bracket that was left open. */
import { tokenizer } from 'acorn';

/** Where a text cannot be read on, and why. */
export interface SyntaxTrouble {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const tooDeep = 'コードが入り組みすぎていて読めません。';

/** The parser's own words and ours. The first that fits counts; `$1` is what its brackets caught. */
const kinds: readonly (readonly [own: RegExp, words: string])[] = [
  [/'return' outside/, '`return` は関数の中でだけ使えます。'],
  [
    /'await' outside|'await' as identifier|Await (using|expression)/,
    '`await` は `async` の付いた関数の中か、セルのいちばん外側でだけ使えます。',
  ],
  [/'import' and 'export'/, '`import` と `export` は、セルのいちばん外側に書きます。'],
  [
    /Identifier '(.+)' has already been declared/,
    '`$1` はもう定義されています。別の名前にしてください。',
  ],
  [/type '(.+)' has already been declared/, '型 `$1` はもう定義されています。'],
  [/Duplicate export '(.+)'/, '`$1` を2回 `export` しています。'],
  [/Export '(.+)' is not defined/, '`export` した `$1` が、このセルにありません。'],
  [/Unterminated string/, '文字列が閉じていません。終わりの引用符を付けてください。'],
  [/Unterminated template/, 'テンプレート文字列が閉じていません。終わりの「`」を付けてください。'],
  [/Unterminated comment/, 'コメントが閉じていません。`*/` を付けてください。'],
  [/Unterminated regular/, '正規表現が閉じていません。終わりの `/` を付けてください。'],
  [/Invalid regular expression flag/, '正規表現の後ろの文字が正しくありません。'],
  [/Invalid regular expression/, '正規表現の書き方が正しくありません。'],
  [
    /Identifier directly after number/,
    '数のすぐ後ろに名前は書けません。名前は数字では始められません。',
  ],
  [/Invalid number|Expected number in radix/, '数の書き方が正しくありません。'],
  [/numeric separator/i, '数の中の `_` の置き方が正しくありません。'],
  [
    /Assigning to rvalue|Invalid (left-hand|assignment)|Cannot assign/i,
    'ここには代入できません。代入の左には名前かメンバーを書きます。',
  ],
  [
    /Assigning to (eval|arguments)|Binding (eval|arguments)/,
    '`eval` と `arguments` には代入できません。',
  ],
  [
    /Complex binding patterns require/,
    '`{ … }` や `[ … ]` で受け取るときは、`= …` で元の値を書きます。',
  ],
  [/Shorthand property assignments/, 'オブジェクトの中では、`=` ではなく `:` を使います。'],
  [/Unsyntactic (break|continue)/, '`$1` は繰り返しの中でだけ使えます。'],
  [/Undefined label|Label '(.+)' is already/, 'ラベルの書き方が正しくありません。'],
  [/'super'|super\(\)/, '`super` は、ほかのクラスを継ぐクラスの中でだけ使えます。'],
  [/'new.target'/, '`new.target` は関数の中でだけ使えます。'],
  [/Missing catch or finally/, '`try` の後ろには、`catch` か `finally` が要ります。'],
  [/Illegal newline after throw/, '`throw` と投げる値は、同じ行に書きます。'],
  [/'with' in strict/, '`with` は使えません。'],
  [/Deleting local variable/, '`delete` で変数は消せません。'],
  [/Private field '(.+)' must be declared/, '`$1` がクラスの中で定義されていません。'],
  [
    /The keyword '(.+)' is reserved|Unexpected keyword '(.+)'/,
    '`$1$2` はJavaScriptの言葉なので、名前には使えません。',
  ],
  [
    /Escape sequence|Bad character escape|Invalid Unicode/i,
    '`\\` を使った書き方が正しくありません。',
  ],
  [/Octal literal|Legacy octal/, '0で始まる8進数の書き方は使えません。`0o17` のように書きます。'],
  [/Argument name clash/, '同じ名前の引数が2つあります。'],
  [
    /Parameter after rest|Comma is not permitted after the rest/,
    '`...` の付いた引数は最後に置きます。',
  ],
  [/Optional chaining/, '`?.` はここでは使えません。'],
  [/Logical expressions and coalesce/, '`??` と `||` や `&&` をまぜるときは、かっこを付けます。'],
  [/Unary operator.*exponent/i, '`-x ** 2` のような式には、かっこを付けます。'],
  [/Missing initializer in const|must be initialized/i, '`const` には `= …` で値を書きます。'],
  [/[Aa]bstract/, '`abstract` の使い方が正しくありません。'],
  [/Not enough stack space/, tooDeep],
  [
    /Unexpected character '(.+)'/,
    'ここに「$1」は書けません。全角の記号や空白がまざっていないか、確かめてください。',
  ],
];

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' };

/** What the parser threw, as a sentence with its place; null if it was no complaint of syntax. */
export function syntaxTrouble(thrown: unknown, source: string): SyntaxTrouble | null {
  // An engine's stack, used up by brackets in brackets or by thousands of additions in a row.
  if (thrown instanceof RangeError || (thrown as Error).name === 'InternalError') {
    return { message: tooDeep, start: 0, end: 0 };
  }
  if (!(thrown instanceof SyntaxError) || !('pos' in thrown)) return null;
  const at = Math.min(Number(thrown.pos), source.length);
  const own = thrown.message.replace(/ \(\d+:\d+\)$/, '');
  const missing = ownFault(own, source, at);
  if (missing) return missing;
  const end = endOfToken(source, at);
  for (const [pattern, words] of kinds) {
    const match = pattern.exec(own);
    if (!match) continue;
    const message = words.replace(/\$(\d)/g, (_, index: string) => match[Number(index)] ?? '');
    return { message, start: at, end };
  }
  return { ...unexpected(source, at), ...place(source, at) };
}

/** Where nothing is left to read, the trouble is the bracket that has no partner. */
function ownFault(own: string, source: string, at: number): SyntaxTrouble | null {
  if (/Unterminated/.test(own) || source.slice(at).trim() !== '') return null;
  const open = openBrackets(source, at).at(-1);
  if (!open) return { message: 'コードが途中で終わっています。', ...place(source, at) };
  const message = `\`${open.sign}\` が閉じていません。\`${pairs[open.sign] ?? ''}\` を付けてください。`;
  return { message, start: open.at, end: open.at + open.sign.length };
}

function unexpected(source: string, at: number): { message: string } {
  const token = source.slice(at, endOfToken(source, at));
  const open = openBrackets(source, at).at(-1);
  const closes = open ? (pairs[open.sign] ?? '') : '';
  const sentence = `ここに \`${token}\` は書けません。`;
  if (/^[)\]}]$/.test(token) && closes !== token) {
    return {
      message: open
        ? `${sentence}先に \`${open.sign}\` を \`${closes}\` で閉じます。`
        : `${sentence}組になる開きかっこがありません。`,
    };
  }
  if (token === ';' && open && open.sign !== '{') {
    return { message: `${sentence}先に \`${open.sign}\` を \`${closes}\` で閉じます。` };
  }
  return { message: `${sentence}その前に足りない記号がないか、確かめてください。` };
}

/** Nothing can be marked behind the last sign, so that is marked. */
function place(source: string, at: number): { start: number; end: number } {
  if (at < source.trimEnd().length) return { start: at, end: endOfToken(source, at) };
  const end = source.trimEnd().length;
  return { start: Math.max(0, end - 1), end };
}

const token = /[\p{ID_Continue}$]+|=>|[=!<>]==?|\*\*|\?\?|&&|\|\||\?\.|\.\.\.|[^]/uy;

function endOfToken(source: string, at: number): number {
  token.lastIndex = at;
  return token.test(source) ? Math.max(token.lastIndex, at) : at;
}

/** The brackets that are open at a place, the innermost last. */
function openBrackets(source: string, until: number): { sign: string; at: number }[] {
  const open: { sign: string; at: number }[] = [];
  try {
    for (const { type, start } of tokenizer(source, { ecmaVersion: 'latest' })) {
      if (start >= until) break;
      if (type.label in pairs) open.push({ sign: type.label, at: start });
      else if (/^[)\]}]$/.test(type.label)) open.pop();
    }
  } catch {
    // What the tokenizer cannot read either lies behind the brackets that it has found.
  }
  return open;
}
