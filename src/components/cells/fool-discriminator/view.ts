import { scorerNames, type ScorerName, stepSize } from '@lib/lookups/scoring-protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { signedLegend } from '../../charts/signed-map';
import { commandButton, fileButton } from '../kit/buttons';
import { leadingField, settingField } from '../kit/form';
import { runButton } from '../kit/run-button';
import { noAnswer, padFigure } from '../pads/pad-figure';
import { courseFigure, imageFigure, scoreFigure } from './pictures';
import { referenceTable } from './references';
import { foolControls } from './settings';
import type { Answer, FoolView } from './types';

export function foolView(view: FoolView): TemplateResult {
  return html`${commandRow(view)} ${form(view)} ${stage(view)}`;
}

function commandRow({ state, commands }: FoolView): TemplateResult {
  return html`<div class="toolbar controls" role="group" aria-label="操作">
    ${runButton(state.phase, commands.run)}
    ${fileButton({
      label: '自分の識別器を使う',
      accept: '.zip,.json,.bin',
      isMultiple: true,
      onFiles: commands.useFiles,
    })}
    ${
      state.own.opened?.source
        ? commandButton({
            label: '同梱の識別器に戻す',
            icon: 'reset',
            onPress: commands.useShipped,
          })
        : nothing
    }
  </div>`;
}

function form(view: FoolView): TemplateResult {
  const { phase, values } = view.state;
  return html`<div class="form">
    ${leadingField(view, 'source')} ${settingField(view, 'seed')}
    <div class="field another">
      ${commandButton({
        label: '別の1枚',
        icon: 'reset',
        isEnabled: phase !== 'preparing' && values.source !== 'drawn',
        onPress: () => {
          const { min, max } = foolControls.seed;
          view.commands.choose('seed', String(values.seed >= max ? min : values.seed + 1));
        },
      })}
    </div>
  </div>`;
}

function stage(view: FoolView): TemplateResult {
  const { state, commands } = view;
  const { answer, own, phase } = state;
  const pad = padFigure(own.drawing, commands.draw);
  if (!answer) {
    return html`<div class="stage">
      <div class="pads">${pad}${noAnswer(phase, '識別器')}</div>
    </div>`;
  }
  return html`<div class="stage">
    <div class="pads">${pad}${imageFigure(state, answer)}</div>
    ${steps(view, answer)}
    <div>
      <div class="pads">${scorerNames.map((name) => scoreFigure(state, answer, name))}</div>
      ${signedLegend({ above: '明るくすると本物に近づく', below: '暗くすると本物に近づく' })}
      <p class="hint">
        色の濃さは、その画素を${stepSize}階調変えたときのロジットの変化です。真っ黒な画素は、それ以上暗くなりません。
      </p>
    </div>
    ${courseFigure(state, answer)} ${referenceTable(state, answer)}
  </div>`;
}

/** Buttons that change the image so that a scorer takes it for real rather. */
function steps({ state, commands }: FoolView, { scored }: Answer): TemplateResult {
  const { own, phase } = state;
  const taken = own.steps.length;
  const names = { early: '初期', late: own.opened?.source ? '自分' : '後期' };
  const up = (name: ScorerName, count: number) =>
    commandButton({
      label: `${names[name]}のDをだます${count}ステップ`,
      isEnabled: phase !== 'preparing',
      onPress: () => {
        commands.step(name, count);
      },
    });
  const back = (label: string, to: number) =>
    commandButton({
      label,
      isEnabled: taken > 0,
      onPress: () => {
        commands.back(to);
      },
    });
  return html`<div class="toolbar" role="group" aria-label="画像を変える">
      ${scorerNames.flatMap((name) => [up(name, 1), up(name, 10)])}
      ${back('1ステップ戻す', Math.max(0, taken - 1))}${back('はじめの画像に戻す', 0)}
    </div>
    <p class="hint">
      1ステップは、選んだ識別器のロジットがいちばん急に上がる向きへの移動です。最も大きく動く画素が${stepSize}階調だけ変わります（いま${
        scored.course.early.length - 1
      }ステップ）。
    </p>`;
}
