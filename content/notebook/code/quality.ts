import { noiseSize } from 'gan';
import { showImages, table } from '../functions';
import { digits, random } from './data';
import { draw } from './optimizers';

// #region cell
import {
  drawNoise,
  fetchShippedModel,
  firstImages,
  measureQuality,
  NearestImages,
  prepareReference,
} from 'gan';

// 数字の分類器に見せて測ります。学習の前でも、途中でも、後でも測れます。
const measured = 500;
const classifier = await fetchShippedModel('digit-classifier');
const reference = await prepareReference({
  classifier,
  dataset: firstImages(digits, measured + 2000),
  count: measured,
  random: random.fork('quality'),
});

const drawn = await draw(drawNoise(random.fork('measured'), measured, noiseSize));
const quality = await measureQuality({ classifier, images: drawn, reference });

// 本物どうしを比べても、フレシェ距離は0になりません。その値に近いほど本物に近い画像です。
const sets = Object.entries({ 生成した画像: quality, 本物の画像: reference.floor });
table(
  sets.map(([画像, { frechetDistance, meanConfidence, entropy }]) => ({
    画像,
    フレシェ距離: frechetDistance,
    平均の確信度: meanConfidence,
    内訳のエントロピー: entropy,
  })),
);
table(
  quality.counts.map((count, digit) => ({
    数字: digit,
    生成した枚数: count,
    本物の枚数: reference.floor.counts[digit] ?? 0,
  })),
);

// 上は生成した画像、下はそれにいちばん近い学習画像です。同じなら、丸写しの疑いがあります。
const nearest = new NearestImages(digits);
const area = digits.height * digits.width;
const first8 = drawn.slice(0, 8 * area);
const closest = Array.from({ length: 8 }, (_, i) => {
  const { index } = nearest.find(first8.subarray(i * area, (i + 1) * area));
  return digits.images.subarray(index * area, (index + 1) * area);
});
showImages(first8, { title: '生成した画像', columns: 8 });
showImages(Uint8Array.from(closest.flatMap((image) => [...image])), {
  title: 'いちばん近い学習画像',
  columns: 8,
});
// #endregion
