/** `<average-pooling>`: the parameters that global average pooling saves, and the class activation map that it makes possible. */
import { defineWidget } from '../kit/define-widget';
import { drawingFromShare, drawingToShare, imageOf } from '../pads/picture';
import { padStyles } from '../pads/styles';
import { networkPresets } from './heads';
import { poolingControls } from './settings';
import { poolingStyles } from './styles';
import { bestDigit, chosenDigit, type PoolingTypes } from './types';
import { poolingView } from './view';

export default defineWidget<PoolingTypes>({
  element: 'average-pooling',
  title: 'グローバル平均プーリング',
  purpose:
    'このセルでは大きさを変えてパラメータを数えられます。描いた数字を分類器に見せることもできます',
  controls: poolingControls,
  presets: networkPresets,
  refusesShared: (values) => drawingFromShare(values).message,
  own: {
    initial: { drawing: [], isDrawn: false },
    reduce(own, action, { values }, before) {
      if (action.type === 'own') return { drawing: action.action, isDrawn: true };
      if (action.type === 'shared') {
        const { drawing } = drawingFromShare(action.values);
        return { drawing: drawing ?? own.drawing, isDrawn: drawing !== null };
      }
      // Another digit of MNIST is looked at in the place of the drawing.
      return values.seed === before.values.seed ? own : { ...own, isDrawn: false };
    },
    share: ({ own }) => drawingToShare(own.isDrawn ? own.drawing : null),
  },
  lookup: {
    role: 'class-map',
    opens: () => [],
    open: (api) => api.open(),
    asks: ({ own, values }) => (own.isDrawn ? [own.drawing, null] : [null, values.seed]),
    async answer(api, { own, values }) {
      const digit = own.isDrawn
        ? { image: imageOf(own.drawing), label: null }
        : await api.digit(values.seed);
      const { image, label } = digit;
      return image && { image, label, activation: await api.read(image) };
    },
    runsAt: ['seed'],
  },
  body: poolingView,
  summary: (state) => {
    const { answer, isPreview } = state;
    if (isPreview || !answer) return ['', ''];
    const { probabilities, logits } = answer.activation;
    const [best, chosen] = [bestDigit(answer.activation), chosenDigit(state, answer)];
    const percent = Math.round(100 * (probabilities[best] ?? 0));
    const logit = (logits[chosen] ?? NaN).toFixed(1);
    return [
      `${best}${chosen}`,
      `分類器の答えは「${best}」、確率${percent}パーセント。地図は「${chosen}」、ロジット${logit}。`,
    ];
  },
  extend: (controller) => ({
    commands: {
      draw: (drawing) => void controller.act(drawing),
    },
  }),
  styles: [padStyles, poolingStyles],
});
