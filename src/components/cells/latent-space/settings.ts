/** What the cell of the space of z consists of, in its form and in links. */
import type { SettingsOf } from '@lib/controls';
import type { AttributeName } from '@lib/latent/image-moments';
import type { Kind } from '@lib/latent/find-examples';
import { type SharedValues, unusableShare } from '../kit/share-link';
import { shortSeedControl } from '../kit/usual-controls';

const strength = {
  type: 'number',
  scale: 'linear',
  step: 0.1,
  min: -3,
  max: 3,
  default: 0,
  unit: '',
  help: '',
} as const;

export const latentControls = {
  mode: {
    type: 'choice',
    label: '見かた',
    help: '',
    options: [
      { value: 'arithmetic', label: '足し引き' },
      { value: 'interpolation', label: '補間' },
      { value: 'slice', label: '2次元の断面' },
      { value: 'sliders', label: 'スライダー' },
    ],
    default: 'arithmetic',
  },
  recipe: {
    type: 'choice',
    label: '例',
    help: '',
    options: [
      { value: 'slant', label: '傾いた7 − 立った7 + 立った1' },
      { value: 'thickness', label: '太い3 − 細い3 + 細い0' },
      { value: 'width', label: '広い0 − 狭い0 + 狭い9' },
      { value: 'own', label: '自分で選ぶ' },
    ],
    default: 'slant',
  },
  digit: {
    type: 'choice',
    label: '一覧に出す数字',
    help: '',
    options: Array.from({ length: 10 }, (_, i) => ({ value: String(i), label: String(i) })),
    default: '7',
  },
  slant: { ...strength, label: '傾き' },
  thickness: { ...strength, label: '太さ' },
  width: { ...strength, label: '幅' },
  seed: shortSeedControl,
} as const;

export type LatentSettings = SettingsOf<typeof latentControls>;
export type RecipeName = 'slant' | 'thickness' | 'width';
export const strengthNames = ['slant', 'thickness', 'width'] as const;

/** Samples that are drawn to pick from, and members of a group at the most. */
export const sampleCount = 600;
export const mostMembers = 8;
/** Members of a group that is found. The paper takes 3; with 8 the digits here come out right more often. */
export const foundMembers = 8;

export const groupNames = ['a', 'b', 'c'] as const;
export type GroupName = (typeof groupNames)[number];
/** Indices of samples. */
export type Groups = Readonly<Record<GroupName, readonly number[]>>;
export const noGroups: Groups = { a: [], b: [], c: [] };

/** What each group of a recipe is made of. */
export const recipes = {
  slant: recipe('slant', 7, 1),
  thickness: recipe('thickness', 3, 0),
  width: recipe('width', 0, 9),
} as const satisfies Record<RecipeName, Readonly<Record<GroupName, Kind>>>;

function recipe(attribute: AttributeName, from: number, to: number) {
  return {
    a: { digit: from, attribute, end: 'high' },
    b: { digit: from, attribute, end: 'low' },
    c: { digit: to, attribute, end: 'low' },
  } as const;
}

/** A recipe shows samples of the digit that it begins with. */
export function impliedDigit({ recipe = '' }: SharedValues): SharedValues {
  if (!Object.hasOwn(recipes, recipe)) return {};
  return { digit: String(recipes[recipe as RecipeName].a.digit) };
}

/** What a link holds of groups that the reader has chosen. */
export function sharedGroups(groups: Groups): SharedValues {
  return Object.fromEntries(groupNames.map((name) => [name, groups[name].join('.')]));
}

/** @returns `null` if a link's groups cannot be used */
export function groupsFromShare(values: SharedValues): Groups | null {
  const [a, b, c] = groupNames.map((name) => parseGroup(values[name] ?? ''));
  return a && b && c ? { a, b, c } : null;
}

/** Why a link's groups cannot be used; `null` if they can. */
export function refusedGroups(values: SharedValues): string | null {
  const bad = groupNames.find((name) => !parseGroup(values[name] ?? ''));
  if (!bad) return null;
  const expected = `0以上${sampleCount - 1}以下の番号を「.」で区切り、${mostMembers}個まで`;
  const received = (values[bad] ?? '').slice(0, 40);
  return unusableShare(
    `グループ${bad.toUpperCase()}は、${expected}で表します（入力：${received}）。`,
  );
}

function parseGroup(text: string): number[] | null {
  if (text === '') return [];
  const members = text.split('.');
  const isGood = members.every(
    (member) => /^\d{1,4}$/.test(member) && Number(member) < sampleCount,
  );
  const isSmall = members.length <= mostMembers && new Set(members).size === members.length;
  return isGood && isSmall ? members.map(Number) : null;
}
