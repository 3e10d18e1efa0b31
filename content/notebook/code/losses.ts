import * as tf from '@tensorflow/tfjs';
import { generatorLosses } from 'gan';
import { plot, table } from '../functions';

// #region cell
// #include nn/losses.ts losses

const { saturating, 'non-saturating': nonSaturating } = generatorLosses;

/** 損失の値と、その傾き。ロジット1つずつについて求めます。 */
function lossAndSlope(loss: (logits: tf.Tensor) => tf.Scalar, logits: readonly number[]) {
  return logits.map((logit) =>
    tf.tidy(() => {
      const { value, grad } = tf.valueAndGrad((a: tf.Tensor) => loss(a))(tf.scalar(logit));
      return { value: value.dataSync()[0] ?? NaN, slope: grad.dataSync()[0] ?? NaN };
    }),
  );
}

// ロジットaを−8から8まで動かします。自分の損失を書き足して比べてみてください。
const logits = Array.from({ length: 65 }, (_, i) => -8 + i / 4);
const curves = {
  元の損失: lossAndSlope(saturating, logits),
  飽和しない損失: lossAndSlope(nonSaturating, logits),
};
for (const kind of ['value', 'slope'] as const) {
  const series = Object.entries(curves).map(([name, points]) => {
    const y = points.map((point) => point[kind]);
    return [name, { x: logits, y }] as const;
  });
  const title = kind === 'value' ? '損失' : '損失の傾き';
  plot(Object.fromEntries(series), { title, x: 'ロジットa', key: kind });
}

// Dが偽物に付けた確率を変えて、2つの損失の勾配を比べます。
table(
  [0.001, 0.01, 0.1, 0.5, 0.9].map((D) => {
    const logit = [Math.log(D / (1 - D))];
    return {
      'D(G(z))': D,
      元の損失の勾配: lossAndSlope(saturating, logit)[0]?.slope ?? NaN,
      飽和しない損失の勾配: lossAndSlope(nonSaturating, logit)[0]?.slope ?? NaN,
    };
  }),
  { digits: 3 },
);
// #endregion
