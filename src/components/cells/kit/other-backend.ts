/**
 * Said when a kept run goes on with another backend than it was computed by. How many threads there are
 * does not matter: every sum is one thread's.
 */
export const otherBackend =
  '前と同じ計算方法を使えないので、いま使える計算方法で続けます。計算方法が違うので、少しずつ別の数値になります。';
