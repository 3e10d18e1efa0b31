import { createDiscriminator, noiseSize } from 'gan';
import { showImages, table } from '../functions';
import { digits, random } from './data';
import { G, layersOf } from './generator';

// #region cell
import { drawNoise, firstImages, generateImages, scoreImages, StraightNetwork } from 'gan';

// #include models/dcgan.ts discriminator

const D = new StraightNetwork(createDiscriminator(random.fork('discriminator')));

table(layersOf(D));

// 本物と偽物を8枚ずつ見せます。まだ何も学んでいないので、答えはどれも0.5の近くです。
const noise8 = drawNoise(random.fork('sample noise'), 8, noiseSize);
const examples = {
  本物: firstImages(digits, 8).images,
  生成器の画像: await generateImages(G, noise8),
};
for (const [title, images] of Object.entries(examples)) {
  const { scores } = await scoreImages(D, images);
  const verdicts = Array.from(scores, (score) => `D = ${score.toFixed(3)}`);
  showImages(images, { title, columns: 8, labels: verdicts });
}
// #endregion

export { D };
