/** What the cell of the fooled discriminators consists of, in its form and in links. */
import { defaultSettings, type SettingsOf } from '@lib/controls';
import type { JudgeName } from '@lib/runtime/judging/protocol';
import { type SharedValues, unusableShare } from '../shared/share-link';

export const foolControls = {
  source: {
    type: 'choice',
    label: '見せる画像',
    help: '',
    options: [
      { value: 'digit', label: 'MNISTの数字（本物）' },
      { value: 'early', label: '初期の生成器の画像' },
      { value: 'late', label: '後期の生成器の画像' },
      { value: 'drawn', label: '描いた数字' },
    ],
    default: 'digit',
  },
  seed: {
    type: 'integer',
    label: 'シード',
    help: '',
    scale: 'linear',
    step: 1,
    min: 0,
    max: 9999,
    default: 2,
    unit: '',
  },
} as const;

export type FoolSettings = SettingsOf<typeof foolControls>;
export const defaults: FoolSettings = defaultSettings(foolControls);

/** Steps that can be taken from one image; links carry them all. */
export const mostSteps = 60;

/** Steps as a link holds them, a letter each. */
export function encodeSteps(steps: readonly JudgeName[]): string {
  return steps.map((name) => (name === 'early' ? 'e' : 'l')).join('');
}

export interface SharedSteps {
  readonly steps: readonly JudgeName[];
  /** For the reader; `null` if there was nothing wrong. */
  readonly message: string | null;
}

export function stepsFromShare({ steps: text = '' }: SharedValues): SharedSteps {
  if (/^[el]*$/.test(text) && text.length <= mostSteps) {
    const steps = [...text].map((letter) => (letter === 'e' ? 'early' : 'late'));
    return { steps, message: null };
  }
  const expected = `ステップはeとlを${mostSteps}文字まで並べて表します`;
  return { steps: [], message: unusableShare(`${expected}（入力：${text.slice(0, 40)}）。`) };
}
