/** Why the values of all cells are gone, and how the sandbox could be built, in words for the reader. */
import { wordsOf } from '@lib/error-words';
import type { BridgeReport } from '@lib/notebook/protocol';
import type { KernelFacts } from './kernel';

const gone = 'セルの値は消えました。もう一度実行すると、はじめから計算します。';

export const lostWords = {
  stopped: `止めました。コードが応答しなかったので、計算を強制終了しました。${gone}`,
  memory: `メモリーが足りなくなりました。${gone}一度に作るテンソルや配列を小さくしてください。`,
  flood: `コードから届くデータが多すぎたので、計算を終わらせました。${gone}`,
  size: `コードから大きすぎるデータが届いたので、計算を終わらせました。${gone}`,
  strange: `コードから読めないデータが届いたので、計算を終わらせました。${gone}`,
  idle: 'しばらく使われなかったので、計算の準備を片づけました。セルの値は消えましたが、結果は残っています。',
} as const;

export function wordsOfLoss({ why, detail }: BridgeReport & { kind: 'lost' }): string {
  if (why !== 'error') return lostWords[why];
  if (/memory|allocation/i.test(detail)) return lostWords.memory;
  return `計算用のプログラムが止まりました。${gone}${detail ? `（詳細：${detail}）` : ''}`;
}

const names: Readonly<Record<string, string>> = { wasm: 'WebAssembly', cpu: 'JavaScript' };

/** What a reader is told of a sandbox that computes. */
export function lineOfFacts({ rung, backend, threads }: Omit<KernelFacts, 'line'>): string {
  const how = `${names[backend] ?? backend}（${threads}スレッド）で計算します。`;
  if (rung === 'isolated') return how;
  return `${how}このページではスレッドを増やせません。長いループを止めると、セルの値が消えることがあります。`;
}

export function lineOfNone(error: unknown): string {
  return `このブラウザでは、書きかえたコードを安全に実行できません。${wordsOf(error)}`;
}
