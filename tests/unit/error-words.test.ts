import { describe, expect, it } from 'vitest';
import { wordsOf, wordsOfDeath } from '@lib/error-words';

describe('what went wrong', () => {
  it('is told in an error’s own words if they are ours', () => {
    const own = '学習画像のファイルではありません。先頭が「MNPK」のはずです。';
    expect(wordsOf(new Error(own))).toBe(own);
  });

  it.each([
    [new TypeError('Failed to fetch'), '接続を確かめて'],
    [new TypeError('NetworkError when attempting to fetch resource.'), '接続を確かめて'],
    [new TypeError('Failed to fetch dynamically imported module: http://x/a.js'), '再読み込み'],
    [new TypeError('Importing a module script failed.'), '再読み込み'],
    [
      new SyntaxError(`Unexpected token '<', "<!doctype "... is not valid JSON`),
      '中身を読めません',
    ],
    [
      new WebAssembly.CompileError(
        "WebAssembly.instantiate(): Refused to compile or instantiate WebAssembly module because 'unsafe-eval' is not an allowed source",
      ),
      'WebAssemblyを許していません',
    ],
    [new DOMException('The operation is insecure.', 'SecurityError'), '枠が'],
    [new DOMException('x', 'QuotaExceededError'), '空き容量が足りません'],
    [
      new DOMException('The requested file could not be read', 'NotReadableError'),
      'もう一度選んで',
    ],
    [new Error('this session has no watch "x"'), '再読み込みしてください'],
    ['thrown as it is', '再読み込みしてください'],
  ])('is told in Japanese, with what to do, of %s', (error, words) => {
    const told = wordsOf(error);
    expect(told).toContain(words);
    expect(told).toMatch(/ください。（詳細：.+）$/);
    expect(told).toContain(error instanceof Error ? error.message : error);
  });

  it.each([
    new RangeError('Array buffer allocation failed'),
    new WebAssembly.RuntimeError('unreachable'),
    new WebAssembly.RuntimeError('Aborted(native code called abort())'),
  ])('is that memory is short, without the engine’s own word for it: %s', (error) => {
    expect(wordsOf(error)).toMatch(/^メモリーが足りないようです。[^A-Za-z]+$/);
  });

  it('with a worker is that its program did not come, or why it ended', () => {
    expect(wordsOfDeath({})).toContain('プログラムを読み込めませんでした');
    expect(wordsOfDeath({ message: 'out of memory' })).toMatch(/止まりました.*out of memory/);
  });
});
