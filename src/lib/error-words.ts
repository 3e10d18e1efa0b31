/** Whatever was thrown, in words for the reader: what happened and what to do. */

/** What Chromium, Firefox and Safari say of an `import()` whose files do not come. */
const missingProgram = /dynamically imported module|importing a module script/i;

/** The files may be gone with an older version of the site. */
const programWords =
  'プログラムを読み込めませんでした。接続を確かめて、もう一度試してください。それでも読み込めないときは、ページを再読み込みしてください。';

/** A program's own word for it is `unreachable`, which leads readers astray. */
const memoryWords =
  'メモリーが足りないようです。バッチサイズを小さくするか、ほかのタブを閉じて、もう一度試してください。';

/** A browser's or a library's own words for a kind of trouble, and ours. The first that fits counts. */
const kinds: readonly (readonly [own: RegExp, words: string])[] = [
  [missingProgram, programWords],
  [
    // The three of a `fetch`.
    /failed to fetch|networkerror when|load failed|network error/i,
    '必要なファイルを読み込めませんでした。接続を確かめて、もう一度試してください。',
  ],
  [
    /unsafe-eval|content security policy/i,
    'このページの置き場所の設定が、計算に使うWebAssemblyを許していません。計算方法を替えるか、このサイトを単独で開いてください。',
  ],
  [
    /^QuotaExceededError/,
    '空き容量が足りません。ブラウザに残っているデータを減らして、もう一度試してください。',
  ],
  [
    /^(SecurityError|NotAllowedError|InsecureError)/,
    'ブラウザの設定か、ページを囲む枠が、この操作を許していません。このサイトを新しいタブで開いて試してください。',
  ],
  [
    /^(NotReadableError|NotFoundError)/,
    'ファイルを読めませんでした。動かしたり書きかえたりしたファイルなら、もう一度選んでください。',
  ],
  [
    /out of memory|aborted\(|allocation|out of bounds|unreachable|invalid (typed )?array (buffer )?length|memory access/i,
    memoryWords,
  ],
  [
    /^(SyntaxError|CompileError|LinkError|EncodingError)|json|magic word/i,
    '届いたファイルの中身を読めませんでした。途中で切れたか、別のものに置きかわっています。もう一度試してください。',
  ],
];

const unknown =
  '思わぬエラーが起きました。もう一度試してください。くり返すときは、ページを再読み込みしてください。';

/**
 * @param error anything that was thrown or rejected with
 * @returns its own words, if it speaks Japanese as the errors of this site do; else ours, with its own
 *   as a detail
 */
export function wordsOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(message)) return message;
  const own = [name === 'Error' ? '' : name, message].filter(Boolean).join(': ');
  const [, words] = kinds.find(([pattern]) => pattern.test(own)) ?? ['', unknown];
  return own && words !== memoryWords ? `${words}（詳細：${own}）` : words;
}

/** Whether a worker's program did not come whole. */
export function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && missingProgram.test(error.message);
}

/**
 * Why a worker ended by itself.
 *
 * @param message of its `error` event; without one, its program did not come
 */
export function wordsOfDeath({ message }: { readonly message?: string }): string {
  if (!message) return programWords;
  return `計算用のプログラムが止まりました。もう一度試してください（詳細：${message}）。`;
}
