/** What the cell that draws birds is told, in its form and in links. */
import type { SettingsOf } from '@lib/controls';
import { type BirdAttributes, type Slot, slotNames, slots, slotValues } from '@lib/data/bird-words';
import { type SharedValues, unusableShare } from '../kit/share-link';
import { shortSeedControl } from '../kit/usual-controls';

/** The menus of one caption, by whose they are. */
const menu = (slot: Slot, who: string, chosen: number) =>
  ({
    type: 'choice',
    label: `${who}の${slotNames[slot][0]}`,
    help: '',
    options: slotValues[slot].map(({ noun }, i) => ({ value: String(i), label: noun })),
    default: String(chosen),
  }) as const;

export const birdControls = {
  mode: {
    type: 'choice',
    label: '試すこと',
    help: '',
    options: [
      { value: 'stages', label: '1段目と2段目を並べる' },
      { value: 'two', label: '2段目にだけ別の文を渡す' },
      { value: 'cut', label: '2段目には文を渡さない' },
      { value: 'draws', label: '同じ文から9回引く' },
      { value: 'way', label: 'AからBへ9ステップで変える' },
      { value: 'gallery', label: '2段目が直した色と壊した色' },
    ],
    default: 'stages',
  },
  source: {
    type: 'choice',
    label: '説明文',
    help: '',
    options: [
      { value: 'menus', label: 'メニューで作る' },
      { value: 'text', label: '自分で書く' },
    ],
    default: 'menus',
  },
  body: menu('body', 'A', 0),
  head: menu('head', 'A', 0),
  wing: menu('wing', 'A', 1),
  beak: menu('beak', 'A', 0),
  ground: menu('ground', 'A', 0),
  bodyB: menu('body', 'B', 3),
  headB: menu('head', 'B', 3),
  wingB: menu('wing', 'B', 1),
  beakB: menu('beak', 'B', 2),
  groundB: menu('ground', 'B', 0),
  augmentation: {
    type: 'choice',
    label: '条件の拡張',
    help: '',
    options: [
      { value: 'on', label: 'あり（ĉを引く）' },
      { value: 'off', label: 'なし（ĉ = μ）' },
    ],
    default: 'on',
  },
  seed: shortSeedControl,
} as const;

export type BirdSettings = SettingsOf<typeof birdControls>;
export type Mode = BirdSettings['mode'];

/** What a caption may be long at the most. */
export const longestCaption = 60;

/** Whether a mode takes a second caption. */
export const hasSecond = (mode: Mode) => mode === 'two' || mode === 'way';

/** What the menus of a caption say. */
export function birdOf(settings: BirdSettings, caption: 'a' | 'b'): BirdAttributes {
  const value = (slot: Slot) => Number(caption === 'a' ? settings[slot] : settings[`${slot}B`]);
  return Object.fromEntries(slots.map((slot) => [slot, value(slot)])) as Record<Slot, number>;
}

/** Why a link's captions cannot be used; `null` if they can. */
export function refusedCaptions({ a = '', b = '' }: SharedValues): string | null {
  const long = [a, b].find((text) => text.length > longestCaption);
  if (long === undefined) return null;
  return unusableShare(
    `説明文は${longestCaption}文字までですが、${long.length}文字ありました（「${long.slice(0, 40)}…」）。`,
  );
}
