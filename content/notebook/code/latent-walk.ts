import { noiseSize } from 'gan';
import { plot, showImages } from '../functions';
import { random } from './data';
import { draw } from './optimizers';

// #region cell
import { drawNoise, interpolationPath, linear, spherical, stackNoise } from 'gan';

// 歩く前と後の場所です。名前を変えると、別の場所に移ります。
const from = drawNoise(random.fork('出発'), 1, noiseSize);
const to = drawNoise(random.fork('到着'), 1, noiseSize);

/** となりの画像との違い。画素ごとの差の2乗の平均の平方根です。 */
const differences = (images: Uint8Array, count: number) => {
  const size = images.length / count;
  return Array.from({ length: count - 1 }, (_, i) => {
    let sum = 0;
    for (let p = i * size; p < (i + 1) * size; p++) {
      sum += ((images[p + size] ?? 0) - (images[p] ?? 0)) ** 2;
    }
    return Math.sqrt(sum / size);
  });
};

const places = 16;
const walked: Record<string, number[]> = {};
for (const [title, way] of Object.entries({ まっすぐな道: linear, 球面に沿う道: spherical })) {
  const path = interpolationPath({ from, to, count: places }, way);
  const seen = await draw(stackNoise(path));
  showImages(seen, { title, columns: places });
  walked[title] = differences(seen, places);
}
plot(walked, { title: 'となりの画像との違い', x: '場所', y: '画素の値の差' });
// #endregion
