/**
 * `<fool-discriminator>`: an early and a late discriminator score the reader's drawing, show what they
 * would change in it, and are led astray step by step.
 */
import { scorerNames } from '@lib/lookups/scoring-protocol';
import { defineWidget } from '../kit/define-widget';
import { readNetworks } from '../kit/files';
import type { SharedValues } from '../kit/share-link';
import type { WidgetAction } from '../kit/widget-declaration';
import { drawingFromShare, drawingToShare, imageOf } from '../pads/picture';
import { padStyles } from '../pads/styles';
import { scorerLabel } from './pictures';
import { decodeSteps, encodeSteps, foolControls, mostSteps, refusedSteps } from './settings';
import { foolStyles } from './styles';
import type { FoolState, FoolTypes, Own } from './types';
import { foolView } from './view';

export default defineWidget<FoolTypes>({
  element: 'fool-discriminator',
  title: '識別器をだませるか',
  purpose: 'このセルでは、描いた数字を学習ずみの識別器に見せて、だませるかどうかを試せます',
  controls: foolControls,
  // A drawing says by itself that it is to be shown.
  implies: ({ drawing }): SharedValues => (drawing ? { source: 'drawn' } : {}),
  refusesShared: (values) => drawingFromShare(values).message ?? refusedSteps(values),
  own: {
    initial: { drawing: [], steps: '', source: null, opened: null },
    reduce,
    share: ({ values, own }) => ({
      ...drawingToShare(values.source === 'drawn' ? own.drawing : null),
      steps: own.steps,
    }),
  },
  lookup: {
    role: 'scoring',
    opens: ({ own }) => [own.source],
    open: async (api, { own: { source } }) => ({
      accounts: await api.open(source?.saved ?? null),
      source,
    }),
    asks: ({ values: { source, seed }, own: { drawing, steps } }) =>
      source === 'drawn' ? [drawing, null, steps] : [source, seed, steps],
    async answer(api, { values: { source, seed }, own }) {
      const original =
        source === 'drawn' ? imageOf(own.drawing) : await api.picture({ kind: source, seed });
      if (!original) return null;
      const scored = await api.score({ image: original, steps: decodeSteps(own.steps) });
      const option = foolControls.source.options.find(({ value }) => value === source);
      return { original, name: option?.label ?? '', scored };
    },
    runsAt: ['source', 'seed'],
  },
  body: foolView,
  summary: (state) => {
    const { answer, isPreview } = state;
    if (isPreview || !answer) return ['', ''];
    const { scores, course } = answer.scored;
    const parts = scorerNames.map(
      (name) => `${scorerLabel(name, state)}のD(x)は${scores[name].score.toFixed(2)}`,
    );
    const count = course.early.length - 1;
    return [String(count), `${count}ステップ。${parts.join('、')}。`];
  },
  extend: (controller) => {
    const useFiles = (files: readonly File[]) =>
      void controller.guarded(async () => {
        const wanted = { needed: ['discriminator'], welcome: 'generator' } as const;
        await controller.act({ source: await readNetworks(files, wanted) });
      });
    return {
      commands: {
        draw(drawing) {
          controller.dispatch({ type: 'set', values: { source: 'drawn' } });
          void controller.act({ drawing, steps: '' });
        },
        step(name, count) {
          const steps = controller.state.own.steps + encodeSteps(name, count);
          if (steps.length > mostSteps) {
            controller.inform(`1枚の画像から進めるのは${mostSteps}ステップまでです。`);
          }
          void controller.act({ steps: steps.slice(0, mostSteps) });
        },
        back: (to) => void controller.act({ steps: controller.state.own.steps.slice(0, to) }),
        useFiles,
        useShipped: () => void controller.act({ source: null }),
      },
      takeFiles: useFiles,
      dropHint: '保存した重み',
    };
  },
  styles: [padStyles, foolStyles],
});

function reduce(
  own: Own,
  action: WidgetAction<FoolTypes>,
  state: FoolState,
  before: FoolState,
): Own {
  switch (action.type) {
    case 'own':
      return { ...own, ...action.action };
    case 'opened':
      return { ...own, opened: action.opened };
    case 'failed':
      // What cannot be opened leaves what was open before.
      return { ...own, source: own.opened?.source ?? null };
    case 'shared':
      return {
        ...own,
        drawing: drawingFromShare(action.values).drawing ?? own.drawing,
        steps: action.values['steps'] ?? '',
      };
    default: {
      const { source, seed } = state.values;
      const isSame = source === before.values.source && seed === before.values.seed;
      return isSame ? own : { ...own, steps: '' };
    }
  }
}
