import { type LabelMap, textureSide as side } from '@lib/data/textures';

/** All four classes in the corners, and a disc of dots in the middle. */
export function firstMap(): LabelMap {
  return Uint8Array.from({ length: side ** 2 }, (_, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    if (Math.hypot(row - 15.5, column - 15.5) < 8) return 3;
    if (row < side / 2) return column < side / 2 ? 0 : 1;
    return column < side / 2 ? 2 : 0;
  });
}
