import * as tf from '@tensorflow/tfjs';
import { createGenerator, uniformNoise } from 'gan';
import { showImages, table } from '../functions';
import { random } from './data';

// #region cell
import { StraightNetwork } from 'gan';

// #include models/dcgan.ts generator

const G = new StraightNetwork(createGenerator(random.fork('generator')));

/** 層ごとの出力の形と、学習するパラメータの数。 */
const layersOf = (network: StraightNetwork) =>
  network.layers.map(({ className, outputShape, variables }) => ({
    層: className,
    出力の形: outputShape.slice(1).join('×'),
    パラメータ: variables.reduce((sum, { size }) => sum + size, 0),
  }));

table(layersOf(G));

// まだ何も学んでいない生成器の画像です。
tf.tidy(() => {
  const z = uniformNoise(random.fork('sample noise'), 64);
  showImages(G.forward(z, { mode: 'inference' }), { columns: 16 });
});
// #endregion

export { G, layersOf };
