/** `<value-explorer>`: both terms of V(D, G) in the reader's hands. */
import { defineWidget } from '../kit/define-widget';
import { explorerStyles } from './styles';
import { answerControls, scenes } from './terms';
import type { ExplorerTypes } from './types';
import { explorerView } from './view';

export default defineWidget<ExplorerTypes>({
  element: 'value-explorer',
  title: 'V(D, G)の2つの項を動かす',
  purpose: 'このセルでは、スライダーで2つの項を動かせます',
  controls: answerControls,
  presets: scenes,
  // A link may hold more decimals than the sliders.
  consistent: ({ real, fake }) => ({
    real: Number(real.toFixed(2)),
    fake: Number(fake.toFixed(2)),
  }),
  own: {
    initial: null,
    reduce: (active, action) => (action.type === 'own' ? action.action : active),
  },
  body: explorerView,
  extend: (controller) => ({
    commands: {
      point(term) {
        controller.dispatch({ type: 'own', action: term });
      },
    },
  }),
  styles: explorerStyles,
});
