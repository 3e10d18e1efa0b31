import { initialSlope } from '@lib/ops/leaky-slope';
import { html, nothing, type TemplateResult } from 'lit';
import { heading } from '../shared/heading';
import { menuField } from '../shared/menu-field';
import { noticeArea } from '../shared/notice';
import { sliderField } from '../shared/slider-field';
import { speedPicker } from '../shared/speed';
import { toolbar } from '../shared/toolbar';
import type { ToyCommands } from '../toy/commands';
import { curvesView } from './curves';
import { type RectifierCellSettings, rectifierControls } from './settings';
import { type Action, isStale, type RectifierState } from './state';
import { trainingView } from './training';

export interface RectifierView {
  readonly state: RectifierState;
  readonly dispatch: (action: Action) => void;
  readonly commands: ToyCommands;
  readonly shareButton: TemplateResult;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly isInteractive: boolean;
}

/** The whole cell as its state has it. */
export function rectifierView(view: RectifierView): TemplateResult {
  const { state, dispatch, commands, announcement, isInteractive } = view;
  const { settings, phase } = state;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    ${heading('ReLUの仲間を比べる', phase)} ${noticeArea(state.notice, commands.dismissNotice)}
    <div class="form">${sliders(view, ['x', 'alpha'])}</div>
    <div class="explorer">
      ${curvesView({
        x: settings.x,
        slopes: { relu: 0, 'leaky-relu': settings.alpha, prelu: learnedSlope(state) },
        onMove: (x) => {
          dispatch({ type: 'change', settings: { x } });
        },
      })}
    </div>
    <h4>同じシードから学習させる</h4>
    <div class="controls">
      ${toolbar({
        phase: phase === 'failed' ? 'paused' : phase,
        canCancel: true,
        onRun: commands.run,
        onPause: commands.pause,
        onStep: commands.step,
        onReset: commands.reset,
      })}
      ${speedPicker({ chosen: state.speed, onChoose: commands.chooseSpeed })}
      <p class="step">ステップ <b>${state.step}</b></p>
    </div>
    <div class="form">${trainingForm(view)}</div>
    ${
      isStale(state)
        ? html`<p class="stale">
            設定が変わりました。実行すると新しい設定ではじめから学習します。
          </p>`
        : nothing
    }
    ${trainingView(state)}
    <p class="visually-hidden" role="status">${announcement}</p>
    <div class="toolbar foot">${isInteractive ? view.shareButton : nothing}</div>
  </fieldset>`;
}

/** PReLU's slope in the reader's first layer; where it begins, until there is one. */
function learnedSlope({ lanes, isOpening }: RectifierState): number {
  const learned = lanes.find(({ rectifier }) => rectifier === 'prelu')?.view.slopes[0];
  return (isOpening ? undefined : learned) ?? initialSlope;
}

function trainingForm(view: RectifierView): TemplateResult {
  const isPlane = view.state.settings.kind === 'plane';
  return html`${menu(view, 'kind')}
  ${isPlane ? html`${menu(view, 'learningRate')} ${sliders(view, ['depth', 'width'])}` : nothing}
  ${sliders(view, ['seed'])}`;
}

type SliderName = 'x' | 'alpha' | 'depth' | 'width' | 'seed';

function sliders({ state, dispatch, commands }: RectifierView, names: readonly SliderName[]) {
  return names.map((name) =>
    sliderField({
      name,
      control: rectifierControls[name],
      value: state.settings[name],
      ...(name === 'alpha' ? { mark: rectifierControls.alpha.default } : {}),
      onMove: (value) => {
        dispatch({ type: 'change', settings: { [name]: value } });
      },
      onSettle: commands.commit,
    }),
  );
}

function menu({ state, dispatch, commands }: RectifierView, name: 'kind' | 'learningRate') {
  return menuField({
    name,
    control: rectifierControls[name],
    value: state.settings[name],
    onChoose: (chosen) => {
      const settings = { [name]: chosen } as Partial<RectifierCellSettings>;
      dispatch({ type: 'change', settings });
      commands.commit();
    },
  });
}
