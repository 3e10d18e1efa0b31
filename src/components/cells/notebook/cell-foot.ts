/** What stands below a cell's code, and above it while a link has brought it. */
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton, fileButton } from '../kit/buttons';
import { formatCount } from '../kit/format';
import { takeHomeForm } from '../kit/take-home-form';
import { type CellCommands, seconds } from './cell-head';
import { isBusy, type NotebookCell, type RunsTakenHome } from './cell-state';
import { faultList, failureView } from './failure-view';
import { noticeView } from './notice-view';
import { outputList } from './output-view';

const backends: Readonly<Record<string, string>> = { wasm: 'WebAssembly', cpu: 'JavaScript' };

export function cellFoot(state: NotebookCell, commands: CellCommands): TemplateResult {
  const { notice, failure, faults, blocks, from, status, asOf, keptStep } = state;
  const hasOutputs = blocks.length > 0 || failure !== null || faults.length > 0;
  const isEmpty = !hasOutputs && !notice && !status && keptStep === null;
  const age = from ?? asOf;
  return html`<div class="under" ?data-empty=${isEmpty}>
    ${keptRun(state, commands)} ${noticeView(notice, commands.dismiss)}
    ${age ? html`<p class="from">${age}</p>` : nothing}
    ${hasOutputs ? outputs(state, commands) : nothing}
    ${
      status
        ? html`<p class="machine" translate="no">
            ${backends[status.backend] ?? status.backend}、${status.threads}スレッド、テンソル${formatCount(status.tensors)}個
          </p>`
        : nothing
    }
  </div>`;
}

function outputs(state: NotebookCell, { goTo }: CellCommands): TemplateResult {
  const { id, blocks, failure, faults, phase, from } = state;
  const context = { cell: id, goTo, isBusy: phase === 'running' };
  return html`<div class="outputs" ?data-old=${phase === 'stale' || from !== null}>
    ${outputList(blocks, context)}
    ${faults.length > 0 && !failure ? faultList(id, faults, goTo) : nothing}
    ${failure ? html`<div class="failure">${failureView(failure, goTo)}</div>` : nothing}
  </div>`;
}

/** What a link has brought, before it is the reader's. */
export function offerView(
  { offeredBy }: NotebookCell,
  { answerLink, nextOffer }: CellCommands,
): TemplateResult {
  const answer = (isTaken: boolean) => () => {
    answerLink(isTaken);
  };
  return html`<div class="notice offer" role="status">
    <p>${offeredBy}のコードです。まだ実行していません。</p>
    <div class="toolbar">
      ${commandButton({ label: '使う', onPress: answer(true) })}
      ${commandButton({ label: '捨てる', onPress: answer(false) })}
      ${commandButton({ label: '次の変更へ', onPress: nextOffer })}
    </div>
  </div>`;
}

/** A training of an earlier visit, one that was stopped, or the one that has just ended. */
function keptRun(state: NotebookCell, commands: CellCommands) {
  const { keptStep, healthyStep, phase, takeHome, changedSinceKept } = state;
  if (keptStep === null || isBusy(state)) return nothing;
  const { resume, run, forgetRuns } = commands;
  const isDone = phase === 'fresh';
  const goOn = () => {
    resume('last');
  };
  const goBack = () => {
    resume('healthy');
  };
  return html`<div class="notice" role="status">
      <p>
        ステップ${formatCount(keptStep)}まで${isDone ? '学習しました' : '進んだ学習があります'}。${
          healthyStep === null
            ? nothing
            : html`その後、有限でない値になりました。その前の、順調だったステップ${formatCount(healthyStep)}の状態も残っています。`
        }
      </p>
      <div class="toolbar">
        ${
          isDone
            ? nothing
            : html`${
                healthyStep === null
                  ? nothing
                  : commandButton({
                      label: `ステップ${formatCount(healthyStep)}に戻って続ける`,
                      icon: 'run',
                      onPress: goBack,
                    })
              }
              ${commandButton({ label: '続きから', icon: 'run', onPress: goOn })}
              ${commandButton({ label: 'はじめから', icon: 'reset', onPress: run })}
              ${commandButton({ label: '消す', onPress: forgetRuns })}`
        }
        ${commandButton({ label: '持ち帰る', icon: 'save', onPress: commands.takeHome.onToggle })}
      </div>
    </div>
    ${changedSinceKept === null ? nothing : keptCode(changedSinceKept, commands)}
    ${takeHome ? takenHome(takeHome, commands) : nothing}`;
}

/** The way back to a network that the kept training fits. */
function keptCode(changed: string, { compareKept, takeKept }: CellCommands): TemplateResult {
  return html`<div class="notice kept-code" role="status">
    <p>
      ${changed}のコードが、学習を保存したときから変わっています。ネットワークの形が違うと続きからは学習できません。
    </p>
    <div class="toolbar">
      ${commandButton({ label: '保存したときのコードと比べる', onPress: compareKept })}
      ${commandButton({ label: '保存したときのコードに戻す', onPress: takeKept })}
    </div>
  </div>`;
}

function takenHome(takeHome: RunsTakenHome, { takeHome: commands }: CellCommands) {
  return html`<section class="take-home" aria-label="持ち帰る">
    <p class="hint">
      残っている学習をファイルにします。スクリプトは、そのままでネットワークを作って重みを読み込みます。数字を描く生成器Gがあれば、画像も描きます。続きの学習は、コメントにあるコードをPythonに書き直してください。ファイルはどこにも送られません。
    </p>
    ${takeHomeForm({
      takeHome,
      lanes: { label: 'どの学習か', titles: takeHome.runs },
      isEnabled: takeHome.runs.length > 0,
      ...commands,
    })}
    <p class="hint">
      持ち帰った重み（.safetensors）を、残っている学習に読み込めます。PyTorchやKerasで続けて学習したものでもかまいません。
    </p>
    <div class="toolbar">
      ${fileButton({
        label: '重みを読み込む',
        accept: '.safetensors',
        isMultiple: false,
        onFiles: commands.onFiles,
      })}
    </div>
  </section>`;
}

/** How a run has ended, for those who hear it. */
export function spoken({ phase, ms, failure }: NotebookCell): string {
  if (phase === 'fresh') return ms === null ? '実行しました' : `実行しました、${seconds(ms)}`;
  if (phase === 'failed') {
    const at = failure?.frames.find(({ place }) => place !== null)?.place?.at.line;
    const where = at === undefined ? '' : `${at}行目：`;
    return `エラーです。${where}${failure?.hint ?? failure?.message ?? ''}`;
  }
  return phase === 'stopped' ? '止めました' : '';
}
