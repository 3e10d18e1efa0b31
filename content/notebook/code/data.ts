import { showImages, table } from '../functions';

// #region cell
import { classHistogram, fetchShippedMnist, firstImages, Random, selectImages } from 'gan';

// 乱数の出発点です。シードが同じなら、どのセルの結果も同じになります。
const seed = 2017;
const random = new Random(seed);

// 使う数字です。[1, 7]にすると、1と7だけを学ぶGANになります。
const wanted = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

// 28×28画素の手書き数字10,000枚です。画素の値は0（黒）から255（白）です。
const all = await fetchShippedMnist();
const labels = [...(all.labels ?? [])];
const digits = selectImages(
  all,
  labels.flatMap((label, i) => (wanted.includes(label) ? [i] : [])),
);

showImages(firstImages(digits, 64), { columns: 16 });

// ラベルは数えるだけです。GANの学習には使いません。
const { counts } = classHistogram(digits.labels ?? new Uint8Array());
table(counts.map((count, digit) => ({ 数字: digit, 枚数: count })));
// #endregion

export { digits, random, seed };
