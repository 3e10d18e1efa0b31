import { html, type TemplateResult } from 'lit';
import { commandButton } from './buttons';
import type { Phase } from './phase';

export interface Toolbar {
  readonly phase: Phase;
  /** Whether the preparation under way can be given up. */
  readonly canCancel: boolean;
  readonly onRun: () => void;
  readonly onPause: () => void;
  readonly onStep: () => void;
  readonly onReset: () => void;
}

/** The key combination that runs a cell, as in other notebooks. */
export const runShortcut = 'Shift+Enter';

/** Run or pause, one step, reset: the commands of every cell that trains. */
export function toolbar(options: Toolbar): TemplateResult {
  const { phase, onStep } = options;
  return html`<div class="toolbar" role="group" aria-label="操作">
    ${runOrPause(options)}
    ${commandButton({
      label: '1ステップ',
      icon: 'step',
      // Another press during a step asks for another one after it.
      isEnabled: phase === 'idle' || phase === 'paused' || phase === 'stepping',
      onPress: onStep,
    })}
    ${resetOrCancel(options)}
  </div>`;
}

/** One button, so that the same key pauses what it has started. */
function runOrPause({ phase, onRun, onPause }: Toolbar): TemplateResult {
  const isRunning = phase === 'running' || phase === 'stopping';
  return commandButton({
    label: isRunning ? '一時停止' : '実行',
    icon: isRunning ? 'pause' : 'run',
    isPrimary: true,
    isEnabled: phase !== 'preparing' && phase !== 'stopping' && phase !== 'failed',
    shortcut: runShortcut,
    onPress: isRunning ? onPause : onRun,
  });
}

function resetOrCancel({ phase, canCancel, onReset }: Toolbar): TemplateResult {
  const isPreparing = phase === 'preparing';
  return commandButton({
    label: isPreparing && canCancel ? 'キャンセル' : 'リセット',
    icon: isPreparing && canCancel ? 'cancel' : 'reset',
    isEnabled: phase !== 'stopping' && (!isPreparing || canCancel),
    onPress: onReset,
  });
}
