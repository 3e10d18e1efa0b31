/** `<convolution-arithmetic>`: pooling and the three kinds of convolution that resize, on a few pixels, one output at a time. */
import { defineWidget } from '../kit/define-widget';
import { arithmeticControls, consistent, refusedLink, scenes } from './settings';
import { arithmeticStyles } from './styles';
import { type ArithmeticTypes, within } from './state';
import { arithmeticView } from './view';

export default defineWidget<ArithmeticTypes>({
  element: 'convolution-arithmetic',
  title: '縮小と拡大の計算を1画素ずつ見る',
  purpose: 'このセルでは大きさを変えられます。画素を選ぶと計算をたどれます',
  controls: arithmeticControls,
  presets: scenes,
  consistent,
  refusesShared: (_, settings) => refusedLink(settings),
  own: {
    initial: { at: { row: 2, column: 3 }, shown: 'values' },
    reduce(own, action, { values }) {
      const next = action.type === 'own' ? { ...own, ...action.action } : own;
      const at = within(next.at, values);
      return at === next.at ? next : { ...next, at };
    },
  },
  body: arithmeticView,
  extend: (controller) => ({
    commands: {
      look(change) {
        controller.dispatch({ type: 'own', action: change });
      },
    },
  }),
  styles: arithmeticStyles,
});
