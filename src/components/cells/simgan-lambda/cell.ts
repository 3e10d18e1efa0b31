/** `<simgan-lambda>`: the same synthetic digits through five refiners, each of which learned with another λ. */
import { shown } from '@lib/models/simgan-settings';
import { defineWidget } from '../kit/define-widget';
import { chosenLambda, lambdaAt, lambdaControls, type LambdaTypes } from './settings';
import { lambdaStyles } from './styles';
import { lambdaView } from './view';

export default defineWidget<LambdaTypes>({
  element: 'simgan-lambda',
  title: 'λを動かして仕上げ方を比べる',
  purpose: 'このセルでは学習ずみのリファイナ5つをブラウザの中で動かして、λの効き方を比べられます',
  controls: lambdaControls,
  own: { initial: null, reduce: () => null },
  lookup: {
    role: 'refining',
    opens: () => [],
    open: (api, { values }) => api.open(lambdaAt(values.place)),
    asks: ({ values }) => [values.place, values.seed],
    answer: (api, state) =>
      api.refine({ lambda: chosenLambda(state), seed: state.values.seed, count: shown.count }),
    runsAt: ['place', 'seed'],
  },
  body: lambdaView,
  summary: (state) => {
    const { answer, isPreview } = state;
    if (isPreview || !answer) return ['', ''];
    const lambda = chosenLambda(state);
    const changed = answer.labels.filter((label, i) => label !== answer.read[i]).length;
    return [
      `λ${lambda}`,
      `λ${lambda}のリファイナ。${answer.labels.length}枚のうち${changed}枚がラベルと違って読まれます。`,
    ];
  },
  styles: lambdaStyles,
});
