/** The explorer's one state and the pure function that carries it from one answer to the next. */
import type { Notice } from '../shared/notice';
import { settingsFromShare, type SharedValues } from '../shared/share-link';
import { type Answers, controls, type TermName } from './terms';

/** The situations of the table above the cell. */
export const scenes = {
  perfect: { label: '識別器がほぼ完璧', answers: { real: 0.99, fake: 0.01 } },
  ahead: { label: '識別器が優勢', answers: { real: 0.9, fake: 0.1 } },
  even: { label: '見分けがつかない', answers: { real: 0.5, fake: 0.5 } },
  fooled: { label: '生成器がだましている', answers: { real: 0.9, fake: 0.8 } },
  'all-fake': { label: '何でも偽物と答える', answers: { real: 0.1, fake: 0.1 } },
  'all-real': { label: '何でも本物と答える', answers: { real: 0.99, fake: 0.99 } },
} as const satisfies Record<string, { label: string; answers: Answers }>;

export type SceneName = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as SceneName[];

export interface ExplorerState {
  readonly answers: Answers;
  /** The term that the reader points at or moves. */
  readonly active: TermName | null;
  readonly notice: Notice | null;
}

export type Action =
  | { readonly type: 'move'; readonly name: TermName; readonly value: number }
  | { readonly type: 'scene'; readonly scene: SceneName }
  /** Unvalidated values of a link or an experiment. */
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'dismiss' }
  | { readonly type: 'point'; readonly name: TermName | null };

export const initialState: ExplorerState = {
  answers: scenes.ahead.answers,
  active: null,
  notice: null,
};

export function reduce(state: ExplorerState, action: Action): ExplorerState {
  switch (action.type) {
    case 'move':
      return {
        ...state,
        answers: { ...state.answers, [action.name]: within(action.name, action.value) },
        active: action.name,
      };
    case 'scene':
      return { ...state, answers: scenes[action.scene].answers };
    case 'shared': {
      const { settings, message } = settingsFromShare(controls, action.values);
      const notice = message === null ? null : ({ tone: 'error', text: message } as const);
      return { ...state, answers: rounded(settings), notice };
    }
    case 'dismiss':
      return { ...state, notice: null };
    case 'point':
      return { ...state, active: action.name };
  }
}

/** The scene that has these answers, or `custom`. */
export function sceneOf({ real, fake }: Answers): SceneName | 'custom' {
  const found = sceneNames.find((name) => {
    const { answers } = scenes[name];
    return answers.real === real && answers.fake === fake;
  });
  return found ?? 'custom';
}

/** The answers as a link carries them. */
export function shareOf({ answers }: ExplorerState): SharedValues {
  return { real: answers.real.toFixed(2), fake: answers.fake.toFixed(2) };
}

function rounded({ real, fake }: Answers): Answers {
  return { real: within('real', real), fake: within('fake', fake) };
}

function within(name: TermName, value: number): number {
  const { min, max } = controls[name];
  // A slider adds its steps up, and 0.1 + 0.2 is not 0.3.
  return Number(Math.min(max, Math.max(min, value)).toFixed(2));
}
