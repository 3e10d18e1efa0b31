import { digitSize } from '@lib/data/digit-classes';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { leadingField } from '../kit/form';
import { results } from './results';
import { planOf } from './settings';
import type { TrialEvent } from './stage';
import { exposuresIn } from './trials';
import type { HumanView, Run } from './types';

export function humanView(view: HumanView): TemplateResult {
  const { state, commands } = view;
  const { own, values } = state;
  const hasAnswers = exposuresIn(own.answers).length > 0;
  const { sources, exposures, each } = planOf(values);
  const count = sources.length * exposures.length * each;
  return html`<div class="stage">
    ${
      own.run
        ? running(own.run, view)
        : html`<div class="form">
              ${['sources', 'exposures', 'each'].map((name) => leadingField(view, name))}
            </div>
            <p class="hint">
              ${count}枚を続けて見せます。およそ${Math.max(1, Math.round((count * 2.5) / 60))}分です。どれが本物かは終わるまで分かりません。画像はシードで決まり、選んでいません。答えはこのブラウザの中だけに残ります。
            </p>
            <div class="toolbar">
              ${commandButton({
                label: own.isLoading
                  ? '準備しています'
                  : hasAnswers
                    ? '続けて判定する'
                    : '判定を始める',
                icon: 'run',
                isPrimary: true,
                isEnabled: !own.isLoading,
                onPress: commands.start,
              })}
              ${commandButton({
                label: '答えを消す',
                isEnabled: hasAnswers,
                onPress: commands.forget,
              })}
            </div>
            ${results(own.answers)}`
    }
  </div>`;
}

function running(run: Run, { commands }: HumanView): TemplateResult {
  const trial = run.trials[run.done + run.discarded] ?? null;
  const size = digitSize ** 2;
  const image =
    trial && run.images[trial.source].subarray(trial.index * size, (trial.index + 1) * size);
  const onJudged = ({ detail: { trial, shown, saysReal } }: TrialEvent) => {
    if (saysReal === null) commands.discard(trial);
    else commands.answer({ source: trial.source, exposure: trial.exposure, shown, saysReal });
  };
  return html`<human-stage
      .trial=${trial}
      .image=${image}
      aria-label="画像の判定。左矢印キーで偽物、右矢印キーで本物と答えます"
      @judged=${onJudged}
    ></human-stage>
    <div class="toolbar">
      <progress
        aria-label="判定の進み"
        max=${run.trials.length - run.discarded}
        value=${run.done}
      ></progress>
      <span translate="no">${run.done} / ${run.trials.length - run.discarded}</span>
      ${commandButton({ label: 'ここで終える', onPress: commands.stop })}
    </div>
    ${
      run.discarded > 0
        ? html`<p class="hint">
            時間どおりに映せなかった${run.discarded}枚は数えません。最後にもう一度見せます。
          </p>`
        : nothing
    }`;
}
