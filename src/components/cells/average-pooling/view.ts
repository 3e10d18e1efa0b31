import { html, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { settingField } from '../kit/form';
import { runButton } from '../kit/run-button';
import { noAnswer, padFigure } from '../pads/pad-figure';
import { classList, mapFigure, sumView } from './activation-view';
import { countingView } from './counting-view';
import { poolingControls } from './settings';
import type { PoolingView } from './types';

export function poolingView(view: PoolingView): TemplateResult {
  return html`<h4>最後の部分のパラメータを数える</h4>
    ${countingView(view)}
    <h4>数字を描いて分類器が見る場所を調べる</h4>
    ${commandRow(view)} ${stage(view)}`;
}

function commandRow(view: PoolingView): TemplateResult {
  const { state, commands } = view;
  const { phase, values, own } = state;
  return html`<div class="controls">
    <div class="toolbar" role="group" aria-label="操作">
      ${runButton(phase, commands.run)}
      ${commandButton({
        label: '別のMNISTの数字',
        icon: 'reset',
        isEnabled: phase !== 'preparing',
        onPress: () => {
          const { min, max } = poolingControls.seed;
          commands.choose('seed', String(values.seed >= max ? min : values.seed + 1));
        },
      })}
      ${commandButton({
        label: '描いた数字に戻す',
        isEnabled: phase !== 'preparing' && !own.isDrawn && own.drawing.length > 0,
        onPress: () => {
          commands.draw(own.drawing);
        },
      })}
    </div>
    ${settingField(view, 'seed')}
  </div>`;
}

function stage(view: PoolingView): TemplateResult {
  const { state, commands } = view;
  const { answer, own, phase } = state;
  const pad = padFigure(own.drawing, commands.draw);
  if (!answer) {
    return html`<div class="stage">
      <div class="pads">${pad}${noAnswer(phase, '分類器')}</div>
    </div>`;
  }
  return html`<div class="stage">
    <div class="pads">${pad}${mapFigure(state, answer)}</div>
    ${classList(view, answer)} ${sumView(state, answer)}
  </div>`;
}
