/** The names that a cell finds without importing or defining them, and those it may expect in vain. */

/** The notebook's own functions, and tfjs. */
export const notebookNames: readonly string[] = [
  'tf',
  'print',
  'showImages',
  'table',
  'plot',
  'progress',
  'training',
  'checkpointed',
  'stopped',
];

/** What JavaScript itself gives, and the few things of a worker that reach nothing outside it. */
export const globalNames: ReadonlySet<string> = new Set(
  `undefined NaN Infinity Object Function Boolean Symbol Number BigInt Math Date String RegExp
  Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator
  ArrayBuffer SharedArrayBuffer DataView Atomics
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  BigInt64Array BigUint64Array Float16Array Float32Array Float64Array
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
  JSON Promise Proxy Reflect Intl DisposableStack AsyncDisposableStack SuppressedError
  parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI
  console structuredClone performance crypto queueMicrotask
  setTimeout clearTimeout setInterval clearInterval
  TextEncoder TextDecoder AbortController AbortSignal Event EventTarget DOMException atob btoa`
    .trim()
    .split(/\s+/),
);

const noNetwork =
  'セルからはネットワークを使えません。数字の画像などは `gan` の関数で読み込めます。';
const noPage = 'セルはページの外の計算用の場所で動くので、ページには触れません。';
const noStorage = 'セルからはブラウザの保存領域を使えません。';

/** Why a name that other programs have is not here. */
export const absentNames: Readonly<Record<string, string>> = {
  fetch: noNetwork,
  XMLHttpRequest: noNetwork,
  WebSocket: noNetwork,
  document: noPage,
  window: noPage,
  alert: `${noPage}文字は \`print(…)\` で出せます。`,
  localStorage: noStorage,
  sessionStorage: noStorage,
  indexedDB: noStorage,
  caches: noStorage,
  require: "`require` は使えません。`import { … } from 'gan'` と書きます。",
  eval: '`eval` は使えません。',
  globalThis: '`globalThis` は使えません。ほかのセルに渡すものは `const` で定義します。',
  self: '`self` は使えません。ほかのセルに渡すものは `const` で定義します。',
  process: 'ここはブラウザなので、`process` はありません。',
  np: 'NumPyはありません。`tf` の関数を使います。',
};

/** The known name that is written most alike, if any is near enough. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.min(3, Math.ceil(name.length / 3)) + 1;
  for (const candidate of known) {
    if (candidate === name) continue;
    const apart = distance(name.toLowerCase(), candidate.toLowerCase());
    if (apart < least) {
      best = candidate;
      least = apart;
    }
  }
  return best;
}

/** How many letters must be put in, left out, changed or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
