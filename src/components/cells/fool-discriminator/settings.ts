/** What the cell of the fooled discriminators consists of, in its form and in links. */
import type { ScorerName } from '@lib/lookups/scoring-protocol';
import { type SharedValues, unusableShare } from '../kit/share-link';
import { shortSeedControl } from '../kit/usual-controls';

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
  seed: { ...shortSeedControl, default: 2 },
} as const;

/** Steps that can be taken from one image; links carry them all. */
export const mostSteps = 60;

/** So many steps as a link holds them, a letter each. */
export function encodeSteps(name: ScorerName, count: number): string {
  return (name === 'early' ? 'e' : 'l').repeat(count);
}

export function decodeSteps(steps: string): ScorerName[] {
  return [...steps].map((letter) => (letter === 'e' ? 'early' : 'late'));
}

/** Why a link's steps cannot be used; `null` if they can. */
export function refusedSteps({ steps = '' }: SharedValues): string | null {
  if (/^[el]*$/.test(steps) && steps.length <= mostSteps) return null;
  const expected = `ステップはeとlを${mostSteps}文字まで並べて表します`;
  return unusableShare(`${expected}（入力：${steps.slice(0, 40)}）。`);
}
