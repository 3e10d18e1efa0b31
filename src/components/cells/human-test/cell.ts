/** `<human-test>`: real and generated digits for a moment, for the reader to judge, as LAPGAN's authors had people do. */
import { fetchAsset, publicAddress } from '@lib/assets';
import { gunzipIfGzip } from '@lib/data/gunzip';
import { splitTestImages } from '@lib/data/human-test';
import { Random } from '@lib/random';
import { defineWidget } from '../kit/define-widget';
import { humanControls, planOf } from './settings';
import './stage';
import { humanStyles } from './styles';
import { drawTrials, readAnswers, withAnswer } from './trials';
import type { HumanTypes, Run } from './types';
import { humanView } from './view';

/** Under which the browser keeps the answers. */
const key = 'human-test';

export default defineWidget<HumanTypes>({
  element: 'human-test',
  title: '本物の数字を見分けられますか',
  purpose: 'このセルでは、一瞬だけ見える数字が本物かどうかを判定できます',
  controls: humanControls,
  own: {
    initial: { answers: {}, run: null, isLoading: false },
    reduce: (own, action) => (action.type === 'own' ? { ...own, ...action.action } : own),
  },
  body: humanView,
  extend(controller) {
    const change = (action: HumanTypes['ownAction']) => {
      controller.dispatch({ type: 'own', action });
    };
    const goOn = (run: Run) => {
      const isDone = run.done + run.discarded >= run.trials.length;
      change({ run: isDone ? null : run });
    };
    return {
      commands: {
        start() {
          if (controller.state.own.isLoading) return;
          change({ isLoading: true });
          void controller
            .guarded(async () => {
              const images = splitTestImages(await fetchImages());
              const random = new Random(Date.now() >>> 0);
              const trials = drawTrials(planOf(controller.state.values), random);
              change({ run: { trials, images, done: 0, discarded: 0 } });
            })
            .finally(() => {
              change({ isLoading: false });
            });
        },
        stop() {
          change({ run: null });
        },
        answer(answer) {
          const { run, answers } = controller.state.own;
          if (!run) return;
          const next = withAnswer(answers, answer);
          change({ answers: next });
          keep(JSON.stringify(next));
          goOn({ ...run, done: run.done + 1 });
        },
        discard(trial) {
          const { run } = controller.state.own;
          // It comes once more at the end.
          if (run)
            goOn({ ...run, discarded: run.discarded + 1, trials: [...run.trials, { ...trial }] });
        },
        forget() {
          change({ answers: {} });
          keep(null);
        },
      },
      shown() {
        const kept = readAnswers(keptText());
        if (kept && !controller.state.own.run) change({ answers: kept });
        const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
        // Nothing shorter than a second is offered unasked.
        if (isCalm && controller.state.values.exposures === humanControls.exposures.default) {
          controller.dispatch({ type: 'set', values: { exposures: 'slow' } });
        }
      },
    };
  },
  styles: humanStyles,
});

const fetchImages = async () =>
  gunzipIfGzip(
    '判定に使う画像のファイル',
    await fetchAsset(publicAddress('models/lapgan/human-test.bin.gz'), '判定に使う画像'),
  );

/** Browsers may refuse to keep anything; then the answers last as long as the page. */
function keptText(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // As above.
  }
}
