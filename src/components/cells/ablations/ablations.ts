/** The article's claims (outline C5, C7, C8, D4, D8), each beside the DCGAN without it. */
import type { DcganSettings, DcganVariant } from '@lib/runtime/protocol';
import type { ComparisonPlan, Values } from '../comparison/comparison';
import { baseSettings, batchControl, paces, seedControl } from '../comparison/shared-controls';
import { formatSize } from '../shared/format';

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
    base: '識別器にBNなし',
    detail: 'BNあり（本物と偽物を1つのバッチで）',
    variant: { discriminatorNormalization: 'hidden' },
  },
  'separate-bn': {
    label: '識別器にバッチ正規化を入れ、本物と偽物を分ける',
    base: '識別器にBNなし',
    detail: 'BNあり（本物と偽物を別のバッチで）',
    variant: { discriminatorNormalization: 'hidden', separateBatches: true },
  },
  pace: {
    label: '識別器の学習率を、記事の設定にする',
    base: '論文：2×10⁻⁴、β₁ = 0.5',
    detail: '記事：10⁻⁵、β₁ = 0.1',
    variant: {},
    settings: paces.article,
  },
  relu: {
    label: '識別器の活性化関数を、ReLUにする',
    base: 'Leaky ReLU（α = 0.2）',
    detail: 'ReLU',
    variant: { discriminatorActivation: 'relu' },
  },
  pooling: {
    label: 'ストライドを、最大値プーリングにする',
    base: 'ストライド2の畳み込み',
    detail: '畳み込み＋2×2最大値プーリング',
    variant: { discriminatorDownsampling: 'max-pooling' },
  },
  smoothing: {
    label: '本物のラベルを、0.9にする（ラベル平滑化）',
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
  seed: seedControl,
} as const;

function lanesOf(values: Values) {
  const { base, detail, variant, settings }: Claim = claims[values['claim'] as ClaimName];
  const common = baseSettings(values);
  return [
    { title: '元のまま', detail: base, settings: common },
    { title: '変えたもの', detail, variant, settings: { ...common, ...settings } },
  ] as const;
}

const first = { label: '元のまま', color: '--color-discriminator', isDashed: false } as const;
const second = { label: '変えたもの', color: '--color-generator', isDashed: true } as const;

export const ablations: ComparisonPlan = {
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
    {
      title: '識別器の損失',
      lines: [
        { ...first, name: 'discriminatorLoss 0' },
        { ...second, name: 'discriminatorLoss 1' },
      ],
      isLogarithmic: false,
    },
    {
      title: '識別器の答え D(x)',
      lines: [
        { ...first, name: 'realScore 0' },
        { ...second, name: 'realScore 1' },
      ],
      isLogarithmic: false,
    },
    {
      title: '識別器の答え D(G(z))',
      lines: [
        { ...first, name: 'generatorScore 0' },
        { ...second, name: 'generatorScore 1' },
      ],
      isLogarithmic: false,
    },
  ],
  summaryOf: (point) =>
    `ステップ${point.step}。識別器の損失は、元のまま${formatSize(point['discriminatorLoss 0'])}、` +
    `変えたもの${formatSize(point['discriminatorLoss 1'])}。D(G(z))は、元のまま` +
    `${formatSize(point['generatorScore 0'])}、変えたもの${formatSize(point['generatorScore 1'])}。`,
};
