/**
 * `<latent-space>`: arithmetic, ways, a slice and sliders in the latent space of a trained generator,
 * which is loaded in a worker once the reader asks for it.
 */
import { stackNoise } from '@lib/latent/vectors';
import { defineWidget } from '../kit/define-widget';
import { nothingKept } from '../kit/kept-generator';
import type { WidgetAction } from '../kit/widget-declaration';
import { extension, shipped } from './commands';
import { findGroups, planOf } from './plan';
import {
  groupsFromShare,
  impliedDigit,
  latentControls,
  noGroups,
  refusedGroups,
  sampleCount,
  sharedGroups,
} from './settings';
import { latentStyles } from './styles';
import { imageBytes } from './tile';
import type { LatentState, LatentTypes, Own } from './types';
import { latentView } from './view';

export default defineWidget<LatentTypes>({
  element: 'latent-space',
  title: '潜在空間を調べる',
  purpose: 'このセルでは学習ずみの生成器をブラウザの中で動かして、zの足し引きを試せます',
  controls: latentControls,
  implies: impliedDigit,
  refusesShared: refusedGroups,
  own: {
    initial: {
      groups: noGroups,
      active: 'a',
      samples: null,
      generator: shipped,
      opened: null,
      kept: nothingKept,
      example: null,
    },
    reduce,
    share: ({ values, own }) => (values.recipe === 'own' ? sharedGroups(own.groups) : {}),
  },
  lookup: {
    role: 'latent-space',
    opens: ({ own, values }) => [own.generator, values.seed],
    async open(api, { own: { generator }, values: { seed } }) {
      const { source } = generator;
      return { generator, samples: await api.open({ source, seed, count: sampleCount }) };
    },
    asks: ({ values, own }) => [values, own.groups, own.samples],
    async answer(api, { values, own, answer }) {
      const plan = own.samples && planOf(values, own.groups, own.samples);
      // What was drawn last stays while a group is empty.
      return plan ? { plan, digits: await api.draw(stackNoise(plan.noise)) } : answer;
    },
    reopens: true,
    preview: ({ own, answer }) => {
      const example = answer?.digits.images.slice(0, 4 * imageBytes) ?? null;
      return {
        own: { ...own, groups: noGroups, samples: null, opened: null, example },
        answer: null,
      };
    },
  },
  body: latentView,
  extend: extension,
  styles: latentStyles,
});

function reduce(
  own: Own,
  action: WidgetAction<LatentTypes>,
  { values }: LatentState,
  before: LatentState,
): Own {
  switch (action.type) {
    case 'own':
      return { ...own, ...action.action };
    case 'opened': {
      const { samples, generator } = action.opened;
      return withFound({ ...own, samples, opened: generator }, values);
    }
    case 'failed':
      // One that cannot be used leaves the one before.
      return { ...own, generator: own.opened ?? shipped };
    case 'shared':
      return withFound({ ...own, groups: groupsFromShare(action.values) ?? noGroups }, values);
    default:
      return values.recipe === before.values.recipe ? own : withFound(own, values);
  }
}

/** With the groups of the recipe chosen, once there are samples to find them among. */
function withFound(own: Own, { recipe }: LatentState['values']): Own {
  const { samples } = own;
  return recipe === 'own' || !samples ? own : { ...own, groups: findGroups(recipe, samples) };
}
