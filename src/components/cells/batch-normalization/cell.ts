/** Batch normalization in the DCGAN (outline D7, C5): where the article has it, and elsewhere or nowhere. */
import type { DcganVariant } from '@lib/models/dcgan-settings';
import { changedLabels, changedSummary, laneChart } from '../comparison/charts';
import { defineComparison } from '../comparison/comparison';
import type { Values } from '../comparison/plan';
import { baseSettings, batchControl } from '../comparison/shared-controls';
import { pairedSeedControl } from '../kit/usual-controls';

const controls = {
  generator: {
    type: 'choice',
    label: '生成器のBN',
    help: '',
    options: [
      { value: 'hidden', label: '隠れ層に入れる（元のまま）' },
      { value: 'none', label: 'どこにも入れない' },
      { value: 'output', label: '出力層にも入れる' },
    ],
    default: 'none',
  },
  discriminator: {
    type: 'choice',
    label: '識別器のBN',
    help: '',
    options: [
      { value: 'none', label: 'どこにも入れない（元のまま）' },
      { value: 'hidden', label: '入力側の層を除いて入れる' },
      { value: 'everywhere', label: '入力側の層にも入れる' },
    ],
    default: 'none',
  },
  batchSize: batchControl,
  seed: pairedSeedControl,
} as const;

function lanesOf(values: Values) {
  const settings = baseSettings(values);
  const { generator, discriminator } = values;
  const variant: DcganVariant = {
    generatorNormalization: generator === 'none' ? 'none' : 'hidden',
    generatorOutputNormalization: generator === 'output',
    discriminatorNormalization: discriminator as 'none' | 'hidden' | 'everywhere',
    // Statistics of real and fake images together would tell D too much.
    separateBatches: true,
  };
  return [
    { title: changedLabels[0], detail: 'BN：生成器の隠れ層だけ', settings },
    {
      title: changedLabels[1],
      detail: detailOf(values),
      settings: { ...settings, variant },
    },
  ] as const;
}

function detailOf({ generator, discriminator }: Values): string {
  const inGenerator = { hidden: '隠れ層', none: 'なし', output: '隠れ層と出力層' };
  const inDiscriminator = { none: 'なし', hidden: '入力側以外', everywhere: '入力側にも' };
  return (
    `BN：生成器は${inGenerator[generator as keyof typeof inGenerator]}、` +
    `識別器は${inDiscriminator[discriminator as keyof typeof inDiscriminator]}`
  );
}

export default defineComparison({
  element: 'batch-normalization',
  title: 'バッチ正規化を入れる層、入れない層',
  controls,
  leading: ['generator', 'discriminator'],
  further: ['batchSize', 'seed'],
  lanesOf,
  headStartOf: null,
  measuresQuality: true,
  showsActivations: true,
  charts: [
    laneChart({ title: '識別器の損失', measure: 'discriminatorLoss', labels: changedLabels }),
    laneChart({ title: '識別器の答え D(G(z))', measure: 'generatorScore', labels: changedLabels }),
    laneChart({
      title: '生成器の勾配の大きさ（ノルム）',
      measure: 'generatorGradient',
      labels: changedLabels,
      isLogarithmic: true,
    }),
  ],
  summaryOf: changedSummary,
  previewRounds: 200,
});
