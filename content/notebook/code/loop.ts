import * as tf from '@tensorflow/tfjs';
import { adversarialStep, imageSize, uniformNoise } from 'gan';
import { showImages, training } from '../functions';
import { digits, random } from './data';
import { D } from './discriminator';
import { G } from './generator';
import { adamD, adamG, average, settings } from './optimizers';

// #region cell
import { MnistBatches } from 'gan';

const batches = new MnistBatches({ dataset: digits, random: random.fork('batches') });
const noise = random.fork('noise');
const dropout = random.fork('dropout');

// 学習で変わるものを、すべて渡します。止めても、ここに渡したものは途中から続けられます。
const run = training('dcgan', { G, D, adamG, adamD, average, batches, noise, dropout });

for await (const step of run.steps(2000)) {
  const numbers = adversarialStep({
    generator: { network: G, optimizer: adamG },
    discriminator: { network: D, optimizer: adamD },
    batchSize: settings.batchSize,
    drawReal: (count) => tf.tensor4d(batches.next(count), [count, imageSize, imageSize, 1]),
    drawNoise: (count) => uniformNoise(noise, count),
    random: dropout,
  });
  average.add();

  await run.log({
    損失: { 識別器: numbers.discriminatorLoss, 生成器: numbers.generatorLoss },
    識別器の答え: { 'D(x)': numbers.realScore, 'D(G(z))': numbers.fakeScore },
  });
  if (step % 50 === 0) {
    const title = `ステップ${step}の画像`;
    showImages(await run.sample(average, 64), { title, columns: 16, key: 'samples' });
  }
}
// #endregion
