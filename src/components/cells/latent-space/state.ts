/** What the cell of the space of z shows, and how it changes. */
import { findExamples } from '@lib/latent/find-examples';
import type { DrawnDigits, LatentSamples } from '@lib/runtime/latent/protocol';
import { type Kept, nothingKept } from '../shared/kept-generator';
import type { Notice } from '../shared/notice';
import type { SharedValues } from '../shared/share-link';
import type { Plan } from './plan';
import {
  defaults,
  foundMembers,
  type GroupName,
  groupNames,
  type Groups,
  type LatentSettings,
  mostMembers,
  noGroups,
  parseShared,
  recipes,
} from './settings';

export interface LatentState {
  readonly phase: 'idle' | 'preparing' | 'ready';
  readonly settings: LatentSettings;
  readonly groups: Groups;
  /** The group that a click on a sample adds to. */
  readonly active: GroupName;
  readonly samples: LatentSamples | null;
  /** What the generator is, if it is the reader's own; `null` for the site's. */
  readonly ownGenerator: string | null;
  /** The one that the browser keeps of the reader's last run. */
  readonly kept: Kept;
  /** What was drawn last, and of which plan. */
  readonly result: { readonly plan: Plan; readonly digits: DrawnDigits } | null;
  readonly notice: Notice | null;
}

export const initialState: LatentState = {
  phase: 'idle',
  settings: defaults,
  groups: noGroups,
  active: 'a',
  samples: null,
  ownGenerator: null,
  kept: nothingKept,
  result: null,
  notice: null,
};

export type Action =
  | { readonly type: 'change'; readonly settings: Partial<LatentSettings> }
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'activate'; readonly group: GroupName }
  /** Put a sample into a group, or take it out. */
  | { readonly type: 'toggle'; readonly group: GroupName; readonly sample: number }
  | { readonly type: 'opening' }
  | {
      readonly type: 'opened';
      readonly samples: LatentSamples;
      readonly ownGenerator: string | null;
    }
  | { readonly type: 'drawn'; readonly plan: Plan; readonly digits: DrawnDigits }
  | { readonly type: 'kept'; readonly kept: Kept }
  /** The one that was kept is deleted. */
  | { readonly type: 'forgotten'; readonly wasInUse: boolean }
  | { readonly type: 'failed'; readonly text: string }
  | { readonly type: 'closed' }
  | { readonly type: 'dismiss' };

export function reduce(state: LatentState, action: Action): LatentState {
  switch (action.type) {
    case 'change':
      return withFound({ ...state, settings: { ...state.settings, ...action.settings } }, state);
    case 'shared':
      return withShared(state, action.values);
    case 'activate':
      return { ...state, active: action.group };
    case 'toggle':
      return toggled(state, action.group, action.sample);
    case 'opening':
      return { ...state, phase: 'preparing' };
    case 'opened': {
      const { samples, ownGenerator } = action;
      return withFound({ ...state, phase: 'ready', samples, ownGenerator, result: null }, null);
    }
    case 'drawn':
      return { ...state, result: { plan: action.plan, digits: action.digits } };
    case 'kept':
      return { ...state, kept: action.kept };
    case 'forgotten':
      return {
        ...state,
        kept: nothingKept,
        ownGenerator: action.wasInUse ? null : state.ownGenerator,
        notice: { tone: 'info', text: 'このブラウザに残っていた生成器を消しました。' },
      };
    case 'failed':
      return {
        ...state,
        phase: state.samples ? 'ready' : 'idle',
        notice: { tone: 'error', text: action.text },
      };
    case 'closed':
      return { ...state, phase: 'idle', samples: null };
    case 'dismiss':
      return { ...state, notice: null };
  }
}

function withShared(state: LatentState, values: SharedValues): LatentState {
  const { settings, groups, message } = parseShared(values);
  const notice = message === null ? null : ({ tone: 'error', text: message } as const);
  return withFound({ ...state, settings, groups, notice }, null);
}

function toggled(state: LatentState, group: GroupName, sample: number): LatentState {
  const members = state.groups[group];
  const isIn = members.includes(sample);
  if (!isIn && members.length >= mostMembers) {
    const text = `グループに入れられるのは${mostMembers}枚までです。入っている画像を押すと外せます。`;
    return { ...state, notice: { tone: 'info', text } };
  }
  const changed = isIn ? members.filter((member) => member !== sample) : [...members, sample];
  return {
    ...state,
    settings: { ...state.settings, recipe: 'own' },
    groups: { ...state.groups, [group]: changed },
    notice: null,
  };
}

/** The groups of the recipe chosen, once there are samples to find them among. */
function withFound(state: LatentState, before: LatentState | null): LatentState {
  const { samples, settings } = state;
  const { recipe } = settings;
  if (recipe === 'own' || !samples || before?.settings.recipe === recipe) return state;
  const groups = Object.fromEntries(
    groupNames.map((name) => [
      name,
      findExamples({
        kind: recipes[recipe][name],
        classified: samples,
        attributes: samples.attributes,
        count: foundMembers,
        minConfidence: 0.95,
      }),
    ]),
  ) as unknown as Groups;
  const digit = String(recipes[recipe].a.digit) as LatentSettings['digit'];
  return { ...state, groups, settings: { ...settings, digit } };
}
