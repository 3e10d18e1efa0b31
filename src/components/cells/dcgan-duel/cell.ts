/** The two generator losses on the DCGAN (outline C10, E4). */
import { laneChart } from '../comparison/charts';
import { defineComparison } from '../comparison/comparison';
import type { Values } from '../comparison/plan';
import { baseSettings, batchControl } from '../comparison/shared-controls';
import { pairedSeedControl } from '../kit/usual-controls';
import { formatSize } from '../kit/format';

const controls = {
  headStart: {
    type: 'integer',
    label: '識別器の先行',
    help: '競争の前に識別器だけを更新する回数です。動かすと、2つのGANははじめからやり直します。',
    min: 0,
    max: 200,
    scale: 'linear',
    step: 10,
    default: 60,
    unit: '回',
  },
  optimizer: {
    type: 'choice',
    label: '生成器の最適化手法',
    help: 'SGD（確率的勾配降下法）は勾配に比例して動きます。Adamは勾配の大きさをならして動きます。',
    options: [
      { value: 'sgd', label: 'SGD' },
      { value: 'adam', label: 'Adam' },
    ],
    default: 'sgd',
  },
  batchSize: batchControl,
  seed: pairedSeedControl,
} as const;

/** Step sizes of G by its optimizer; gradient descent has no momentum. */
const generatorPaces = {
  sgd: { generatorLearningRate: 1e-3, generatorBeta1: 0 },
  adam: { generatorLearningRate: 2e-4, generatorBeta1: 0.5 },
} as const;

function lanesOf(values: Values) {
  const optimizer = values['optimizer'] === 'adam' ? 'adam' : 'sgd';
  const settings = { ...baseSettings(values), ...generatorPaces[optimizer] };
  const variant = { generatorOptimizer: optimizer } as const;
  return [
    {
      title: '飽和する損失',
      detail: 'log(1 − D(G(z)))',
      settings: { ...settings, variant, generatorLoss: 'saturating' },
    },
    {
      title: '飽和しない損失',
      detail: '−log D(G(z))',
      settings: { ...settings, variant, generatorLoss: 'non-saturating' },
    },
  ] as const;
}

const labels = ['飽和する', 'しない'] as const;

export default defineComparison({
  element: 'dcgan-duel',
  title: 'DCGANで競わせる：飽和する損失と飽和しない損失',
  controls,
  leading: ['headStart', 'optimizer'],
  further: ['batchSize', 'seed'],
  lanesOf,
  headStartOf: ({ headStart }) => Number(headStart),
  // Of noise beside strokes the distance would say nothing.
  measuresQuality: false,
  showsActivations: false,
  charts: [
    laneChart({
      title: '識別器の答え D(G(z))',
      measure: 'generatorScore',
      labels,
      isLogarithmic: true,
    }),
    laneChart({
      title: '生成器の勾配の大きさ（ノルム）',
      measure: 'generatorGradient',
      labels,
      isLogarithmic: true,
    }),
    // D₁ is the mean D(G(z)) of the first lane, D₂ of the second: the logits' gradients are −D₁ and
    // −(1 − D₂). Only at the first step are the two GANs one and the same.
    {
      title: '勾配の比（飽和しない ÷ 飽和する）',
      lines: [
        { name: 'ratio', label: '実測', color: '--color-ink', isDashed: false },
        {
          name: 'expectedRatio',
          label: '(1 − D₂)/D₁',
          color: '--color-muted',
          isDashed: true,
        },
      ],
      isLogarithmic: true,
      format: formatSize,
    },
  ],
  summaryOf: ([saturating, nonSaturating], step) => {
    const scores = [saturating, nonSaturating].map((lane) => lane?.['generatorScore'] ?? NaN);
    const [first = NaN, second = NaN] = scores;
    const gradients = [saturating, nonSaturating].map((lane) => lane?.['generatorGradient'] ?? NaN);
    const ratio = (gradients[1] ?? NaN) / (gradients[0] ?? NaN);
    return (
      `ステップ${step}。D(G(z))の平均は、飽和する側${formatSize(first)}、` +
      `飽和しない側${formatSize(second)}。勾配の比は${formatSize(ratio)}倍、` +
      `ロジットだけの比は${formatSize((1 - second) / first)}倍。`
    );
  },
  previewRounds: 300,
});
