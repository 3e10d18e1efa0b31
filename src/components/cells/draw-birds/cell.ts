/**
 * `<draw-birds>`: birds from captions in two stages, by trained networks that a worker loads; two captions
 * at once, conditions drawn anew, the way between two captions, and what Stage-II mended and broke.
 */
import { plainCaption } from '@lib/data/captions';
import { defineWidget } from '../kit/define-widget';
import { birdControls, birdOf, hasSecond, refusedCaptions } from './settings';
import { birdStyles } from './styles';
import type { Answer, BirdState, BirdTypes } from './types';
import { birdsView, summaryOf } from './view';

/** Pictures of each way of looking. */
const counts = { stages: 4, two: 4, cut: 4, draws: 9, way: 9 } as const;

export default defineWidget<BirdTypes>({
  element: 'draw-birds',
  title: '説明文から鳥を描く',
  purpose: 'このセルでは学習ずみの小さなStackGANをブラウザの中で動かして、説明文から鳥を描けます',
  controls: birdControls,
  // A caption of one's own says by itself that it is to be drawn.
  implies: ({ a }): Readonly<Record<string, string>> => (a ? { source: 'text' } : {}),
  refusesShared: refusedCaptions,
  own: {
    initial: { a: '雪の上にいる、全身が赤い鳥', b: '雪の上にいる、全身が青い鳥' },
    reduce(own, action) {
      if (action.type === 'own') return { ...own, ...action.action };
      if (action.type !== 'shared') return own;
      const { a = own.a, b = own.b } = action.values;
      return { a, b };
    },
    share: ({ values, own }) => (values.source === 'text' ? { a: own.a, b: own.b } : {}),
  },
  lookup: {
    role: 'stackgan',
    opens: () => [],
    open: async (api) => {
      await api.open();
      return null;
    },
    asks: ({ values, own }) => [values, own.a, own.b],
    async answer(api, state): Promise<Answer> {
      const { mode, seed, augmentation } = state.values;
      const captions = captionsOf(state);
      const [first = '', second = first] = captions;
      if (mode === 'gallery') {
        const gallery = await api.gallery({ seed, count: 200, shown: 6 });
        return { mode, captions, gallery };
      }
      const drawn = await api.draw({
        first,
        second: mode === 'cut' ? null : second,
        seed,
        count: counts[mode],
        varies: mode === 'draws' ? 'condition' : mode === 'way' ? 'caption' : 'noise',
        isAugmented: augmentation === 'on',
      });
      return { mode, captions, drawn };
    },
    preview: ({ own, answer }) => ({ own, answer: answer && firstOf(answer) }),
  },
  body: birdsView,
  summary: summaryOf,
  extend: (controller) => ({
    commands: {
      write(caption, text) {
        void controller.act({ [caption]: text });
      },
    },
  }),
  styles: birdStyles,
});

/** Pictures that travel with the page. */
const previewed = 2;

function firstOf(answer: Answer): Answer {
  if (answer.mode === 'gallery') return answer;
  const { small, large, count, seen, ...others } = answer.drawn;
  const drawn = {
    ...others,
    count: previewed,
    small: small.slice(0, (small.length / count) * previewed),
    large: large.slice(0, (large.length / count) * previewed),
    seen: { one: seen.one.slice(0, previewed), two: seen.two.slice(0, previewed) },
  };
  return { ...answer, drawn };
}

/** What the stages are told. */
function captionsOf({ values, own }: BirdState): string[] {
  const both = (['a', 'b'] as const).map((caption) =>
    values.source === 'text' ? own[caption].trim() : plainCaption(birdOf(values, caption)),
  );
  return hasSecond(values.mode) ? both : both.slice(0, 1);
}
