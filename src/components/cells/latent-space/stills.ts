/** The picture that stands in the cell before it has been run; `tools/draw-latent-still.ts` draws it. */
import url from './stills/arithmetic.png?url';

export const still = {
  url,
  width: 112,
  height: 28,
  caption: '左から、傾いた7（A）、立った7（B）、立った1（C）、A − B + C の結果',
  description: '見本：傾いた7の平均から立った7の平均を引き、立った1の平均を足したzから描いた画像',
} as const;
