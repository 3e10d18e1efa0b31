/** Captions as numbers: which pieces of two to four characters occur in them. */

/** Length of a caption's vector. */
export const featureBuckets = 512;
const longest = 4;

/**
 * Captions as `[count, 512]`: 1 where a piece of 2, 3 or 4 neighbouring characters falls that occurs.
 *
 * Pieces of two would not say which colour belongs to which part: 「赤い頭と青い体」 and 「青い頭と赤い体」
 * consist of the same ones.
 */
export function captionFeatures(captions: readonly string[]): Float32Array {
  const features = new Float32Array(captions.length * featureBuckets);
  captions.forEach((caption, i) => {
    for (const piece of pieces(caption)) features[i * featureBuckets + bucketOf(piece)] = 1;
  });
  return features;
}

function* pieces(caption: string): Generator<string> {
  const characters = [...`^${caption.normalize('NFKC').replaceAll(/[\s。、.,]+/g, '、')}$`];
  for (let length = 2; length <= longest; length++) {
    for (let i = 0; i + length <= characters.length; i++) {
      yield characters.slice(i, i + length).join('');
    }
  }
}

/** FNV-1a over UTF-16 units, folded to the number of buckets. */
function bucketOf(piece: string): number {
  let hashed = 0x811c9dc5;
  for (let i = 0; i < piece.length; i++) {
    hashed = Math.imul(hashed ^ piece.charCodeAt(i), 0x01000193);
  }
  hashed ^= hashed >>> 15;
  return (Math.imul(hashed, 0x735a2d97) >>> 16) % featureBuckets;
}
