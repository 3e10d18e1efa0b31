/** The article's claims (outline C5, C7, C8, D4, D8), each beside the DCGAN without it. */
import type { DcganSettings, DcganVariant } from '@lib/models/dcgan-settings';
import { changedLabels, changedSummary, laneChart } from '../comparison/charts';
import { defineComparison } from '../comparison/comparison';
import type { Values } from '../comparison/plan';
import { baseSettings, batchControl, adamSettings } from '../comparison/shared-controls';
import { pairedSeedControl } from '../kit/usual-controls';

interface Claim {
  /** In the menu. */
  readonly label: string;
  /** What the second DCGAN has in place of the first one's. */
  readonly detail: string;
  readonly base: string;
  readonly variant: DcganVariant;
  /** Where the two differ in their training. */
  readonly settings?: Partial<DcganSettings>;
}

const claims = {
  'discriminator-bn': {
    label: '識別器にバッチ正規化を入れる',
    base: '識別器にバッチ正規化なし',
    detail: 'バッチ正規化あり（本物と偽物で1つのバッチ）',
    variant: { discriminatorNormalization: 'hidden' },
  },
  'separate-bn': {
    label: '識別器にバッチ正規化を入れて本物と偽物を分ける',
    base: '識別器にバッチ正規化なし',
    detail: 'バッチ正規化あり（本物と偽物は別のバッチ）',
    variant: { discriminatorNormalization: 'hidden', separateBatches: true },
  },
  pace: {
    label: '識別器の学習率を記事の設定にする',
    base: '論文のAdam：2×10⁻⁴、β₁ = 0.5',
    detail: '記事：10⁻⁵、β₁ = 0.1',
    variant: {},
    settings: adamSettings.article,
  },
  relu: {
    label: '識別器の活性化関数をReLUにする',
    base: 'Leaky ReLU（α = 0.2）',
    detail: 'ReLU',
    variant: { discriminatorActivation: 'relu' },
  },
  pooling: {
    label: 'ストライドを最大値プーリングにする',
    base: 'ストライド2の畳み込み',
    detail: '畳み込み＋2×2最大値プーリング',
    variant: { discriminatorDownsampling: 'max-pooling' },
  },
  smoothing: {
    label: '本物のラベルを0.9にする（ラベル平滑化）',
    base: '本物のラベルは1',
    detail: '本物のラベルは0.9',
    variant: { realTarget: 0.9 },
  },
} as const satisfies Record<string, Claim>;
type ClaimName = keyof typeof claims;

const controls = {
  claim: {
    type: 'choice',
    label: '変えるところ',
    help: '',
    options: (Object.keys(claims) as ClaimName[]).map((value) => ({
      value,
      label: claims[value].label,
    })),
    default: 'discriminator-bn',
  },
  batchSize: batchControl,
  seed: pairedSeedControl,
} as const;

function lanesOf(values: Values) {
  const { base, detail, variant, settings }: Claim = claims[values['claim'] as ClaimName];
  const common = baseSettings(values);
  return [
    { title: changedLabels[0], detail: base, settings: common },
    { title: changedLabels[1], detail, settings: { ...common, ...settings, variant } },
  ] as const;
}

export default defineComparison({
  element: 'dcgan-ablations',
  title: '1か所だけ変えて、並べて学習させる',
  controls,
  leading: ['claim'],
  further: ['batchSize', 'seed'],
  lanesOf,
  headStartOf: null,
  measuresQuality: true,
  showsActivations: false,
  charts: [
    laneChart({ title: '識別器の損失', measure: 'discriminatorLoss', labels: changedLabels }),
    laneChart({ title: '識別器の答え D(x)', measure: 'realScore', labels: changedLabels }),
    laneChart({ title: '識別器の答え D(G(z))', measure: 'generatorScore', labels: changedLabels }),
  ],
  summaryOf: changedSummary,
  previewRounds: 300,
});
