import * as tf from '@tensorflow/tfjs';
import { discriminatorLoss, imageSize, uniformNoise, updateNetwork } from 'gan';
import { table } from '../functions';
import { digits, random } from './data';
import { D } from './discriminator';
import { G } from './generator';

// #region cell
import { Adam, generateImages, jointNorm, toSigned, WeightAverage } from 'gan';

// #include nn/adversarial-step.ts update

// 「お試し」の設定です。このまま下のセルの学習に使います。
const settings = {
  batchSize: 16,
  generator: { learningRate: 1e-3, beta1: 0 },
  discriminator: { learningRate: 5e-4, beta1: 0 },
};
// 記事の設定です。こちらで学習させるなら、上のsettingsと入れ替えてください。
const article = {
  batchSize: 32,
  generator: { learningRate: 2e-4, beta1: 0.5 },
  discriminator: { learningRate: 1e-5, beta1: 0.1 },
};

const adamG = new Adam(G.variables, settings.generator);
const adamD = new Adam(D.variables, settings.discriminator);

// 描くときは、動き続ける重みの代わりに、その移動平均を使います。
const average = new WeightAverage(G, {
  decay: 0.99,
  input: () => uniformNoise(random.fork('calibration'), 128),
});

/** 平均した重みで、zから画像を描きます。 */
function draw(z: Float32Array) {
  average.calibrate();
  return generateImages(average.network, z);
}

/** 識別器の写しを1回だけ更新して、層ごとに勾配の大きさと重みの動きを調べます。 */
function tryUpdate(adam: { learningRate: number; beta1: number }) {
  const network = D.copy();
  const optimizer = new Adam(network.variables, adam);
  const rows = tf.tidy(() => {
    const before = network.layers.map(({ variables }) => variables.map((each) => each.clone()));
    const pixels = toSigned(digits.images.subarray(0, 16 * imageSize ** 2));
    const real = tf.tensor4d(pixels, [16, imageSize, imageSize, 1]);
    const fake = G.forward(uniformNoise(random.fork('noise'), 16), { mode: 'training' });
    const dropout = random.fork('dropout');
    const judge = (x: tf.Tensor) => network.forward(x, { mode: 'training', random: dropout });
    const { gradients } = updateNetwork({ network, optimizer }, () =>
      discriminatorLoss(judge(real), judge(fake)),
    );
    return network.layers.flatMap(({ className, variables: [kernel, ...others] }, i) => {
      const start = before[i]?.[0];
      if (!kernel || !start) return [];
      const onLayer = [kernel, ...others].map(({ name }) => gradients[name]);
      const gradient = jointNorm(onLayer).dataSync()[0] ?? NaN;
      return [{ className, gradient, moved: kernel.sub(start).abs().mean().dataSync()[0] ?? NaN }];
    });
  });
  network.dispose();
  optimizer.dispose();
  return rows;
}

// Adamの最初の1歩では、どの重みも学習率とほぼ同じ幅だけ動きます。勾配の大きさによりません。
const byArticle = tryUpdate(article.discriminator);
table(
  tryUpdate(settings.discriminator).map(({ className, gradient, moved }, i) => ({
    識別器の層: className,
    勾配の大きさ: gradient,
    '重みの動き（お試し）': moved,
    '重みの動き（記事）': byArticle[i]?.moved ?? NaN,
  })),
);
// #endregion

export { adamD, adamG, average, draw, settings };
