import { distributionOf, noiseOf } from './toy-data';
import type { RecipeLoss, TrainingRecipe } from './recipe';
import type { ToyLane } from './toy-settings';

/** How a small GAN trains; what its losses do beyond D's outputs is told as a text. */
export function toyRecipe(settings: ToyLane): TrainingRecipe {
  const { dimension, distribution } = noiseOf(settings);
  return {
    noise: { size: dimension, distribution: distribution === 'uniform' ? 'uniform' : 'normal' },
    data: { kind: 'points', components: distributionOf(settings).mixture.components },
    batchSize: settings.batchSize,
    seed: settings.seed,
    discriminatorSteps: settings.discriminatorSteps,
    separateBatches: true,
    losses: { discriminator: discriminatorLossOf(settings), generator: generatorLossOf(settings) },
  };
}

const deviation =
  '識別器の出力には、バッチのばらつき（最後の中間層の値の標準偏差の平均）に重み D.minibatch.weight を掛けた値が足されます。';

function discriminatorLossOf({ loss, minibatch, gradientPenalty }: ToyLane): RecipeLoss {
  const critic = `WGAN-GP：mean(D(G(z))) − mean(D(x)) ＋ ${gradientPenalty}・mean((‖∇D(x̂)‖ − 1)²)。x̂は本物と偽物を結ぶ線分の上の点です。`;
  const texts = [
    ...(loss === 'wasserstein' ? [critic] : []),
    ...(minibatch === 'deviation' ? [deviation] : []),
  ];
  if (texts.length > 0) return { kind: 'custom', text: texts.join('\n') };
  return { kind: 'known', name: loss === 'least-squares' ? loss : 'cross-entropy' };
}

function generatorLossOf({
  loss,
  minibatch,
  unrolledSteps,
  unrolledLearningRate,
}: ToyLane): RecipeLoss {
  const ahead = `Unrolled GAN：識別器を学習率${unrolledLearningRate}の勾配降下法で${unrolledSteps}ステップ先まで進めてから、その識別器に対する損失を生成器について微分します。`;
  const texts = [
    ...(loss === 'wasserstein' ? ['WGAN-GP：−mean(D(G(z)))。'] : []),
    ...(unrolledSteps > 0 ? [ahead] : []),
    ...(minibatch === 'deviation' ? [deviation] : []),
  ];
  if (texts.length > 0 || loss === 'wasserstein') return { kind: 'custom', text: texts.join('\n') };
  return { kind: 'known', name: loss };
}
