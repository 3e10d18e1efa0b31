/** What stands below a cell's code, and above it while a link has brought it. */
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { formatCount } from '../kit/format';
import { type CellCommands, seconds } from './cell-head';
import { isBusy, type NotebookCell } from './cell-state';
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
export function offerView({ answerLink, nextOffer }: CellCommands): TemplateResult {
  const answer = (isTaken: boolean) => () => {
    answerLink(isTaken);
  };
  return html`<div class="notice offer" role="status">
    <p>リンクのコードです。まだ実行していません。</p>
    <div class="toolbar">
      ${commandButton({ label: '使う', onPress: answer(true) })}
      ${commandButton({ label: '捨てる', onPress: answer(false) })}
      ${commandButton({ label: '次の変更へ', onPress: nextOffer })}
    </div>
  </div>`;
}

/** A training of an earlier visit, or one that was stopped. */
function keptRun(state: NotebookCell, { resume, run, forgetRuns }: CellCommands) {
  const { keptStep, phase } = state;
  if (keptStep === null || isBusy(state) || phase === 'fresh') return nothing;
  return html`<div class="notice" role="status">
    <p>ステップ${formatCount(keptStep)}まで進んだ学習があります。</p>
    <div class="toolbar">
      ${commandButton({ label: '続きから', icon: 'run', onPress: resume })}
      ${commandButton({ label: 'はじめから', icon: 'reset', onPress: run })}
      ${commandButton({ label: '消す', onPress: forgetRuns })}
    </div>
  </div>`;
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
