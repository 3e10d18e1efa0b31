import * as tf from '@tensorflow/tfjs';
import { adversarialStep, imageSize, noiseSize, uniformNoise } from 'gan';
import { showImages, table } from '../functions';
import { digits, random } from './data';
import { D } from './discriminator';
import { G } from './generator';
import { settings } from './optimizers';

// #region cell
import { Adam, drawNoise, generateImages, MnistBatches, readScalars } from 'gan';

// #include nn/adversarial-step.ts adversarial-step

// 写しで5ステップだけ試します。GとDそのものは動きません。
{
  const [triedG, triedD] = [G.copy(), D.copy()];
  const batches = new MnistBatches({ dataset: digits, random: random.fork('batches') });
  const noise = random.fork('noise');
  const options = {
    generator: { network: triedG, optimizer: new Adam(triedG.variables, settings.generator) },
    discriminator: {
      network: triedD,
      optimizer: new Adam(triedD.variables, settings.discriminator),
    },
    batchSize: settings.batchSize,
    drawReal: (count: number) => tf.tensor4d(batches.next(count), [count, imageSize, imageSize, 1]),
    drawNoise: (count: number) => uniformNoise(noise, count),
    random: random.fork('dropout'),
  };

  const rows = [];
  for (let step = 1; step <= 5; step++) {
    const start = performance.now();
    const numbers = await readScalars(adversarialStep(options));
    rows.push({
      ステップ: step,
      'D(x)': numbers.realScore,
      'D(G(z))': numbers.fakeScore,
      識別器の損失: numbers.discriminatorLoss,
      生成器の損失: numbers.generatorLoss,
      ミリ秒: Math.round(performance.now() - start),
    });
  }
  table(rows, { digits: 4 });

  // 同じノイズから描いた画像の、前と後です。
  const z = drawNoise(random.fork('sample noise'), 8, noiseSize);
  showImages(await generateImages(G, z), { title: '前', columns: 8 });
  showImages(await generateImages(triedG, z), { title: '後', columns: 8 });

  for (const { network, optimizer } of [options.generator, options.discriminator]) {
    network.dispose();
    optimizer.dispose();
  }
}
// #endregion
