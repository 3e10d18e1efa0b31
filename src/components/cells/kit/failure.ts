import type { BackendName } from '@lib/backends/report';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from './buttons';
import { backendLabels } from './backend-panel';
import type { SharedCommands } from './declaration';
import type { CellState, CellTypes } from './cell-state';

/** The commands that lead on. */
type Ways = Pick<SharedCommands, 'reset' | 'resume'>;

const titles = {
  diverged: '学習が発散しました',
  'device-lost': 'GPUが使えなくなりました',
  internal: '学習が止まりました',
} as const;

/** What went wrong and the ways on; nothing while all is well. */
export function failurePanel<T extends CellTypes>(
  state: CellState<T>,
  commands: Ways,
): TemplateResult {
  return html`<div role="alert">${state.failure ? panel(state, commands) : nothing}</div>`;
}

function panel<T extends CellTypes>(
  { failure, session, phase }: CellState<T>,
  commands: Ways,
): TemplateResult {
  if (!failure) return html``;
  const { kind, message, lastGoodStep } = failure;
  return html`<section class="failure" aria-label="学習の失敗">
    <h4>${titles[kind]}</h4>
    <p>${message}</p>
    ${lastGoodStep === null ? nothing : html`<p>${advice(kind, lastGoodStep)}</p>`}
    <div class="toolbar" ?inert=${phase === 'preparing'}>
      ${
        lastGoodStep === null
          ? nothing
          : kind === 'device-lost'
            ? elsewhere(session?.backend.backend, lastGoodStep, commands)
            : resumeButton(lastGoodStep, commands)
      }
      ${commandButton({ label: 'はじめからやり直す', icon: 'reset', onPress: commands.reset })}
    </div>
  </section>`;
}

function advice(kind: 'diverged' | 'device-lost' | 'internal', step: number): string {
  const kept = `ステップ${step}の正常な状態が残っています。`;
  if (kind !== 'diverged') return kept;
  return `${kept}直してから再開すると、続きを学習できます。`;
}

function resumeButton(step: number, commands: Ways): TemplateResult {
  return commandButton({
    label: `ステップ${step}の状態から再開`,
    icon: 'run',
    isPrimary: true,
    onPress: () => {
      commands.resume();
    },
  });
}

/** A GPU that went away once may do so again, so that WebAssembly comes first. */
function elsewhere(lost: BackendName | undefined, step: number, commands: Ways) {
  const others = (['wasm', 'webgl', 'webgpu'] as const).filter((backend) => backend !== lost);
  return html`${others.map((backend, i) =>
    commandButton({
      label: `ステップ${step}から${backendLabels[backend]}で再開`,
      icon: 'run',
      isPrimary: i === 0,
      onPress: () => {
        commands.resume(backend);
      },
    }),
  )}
  ${resumeOnSame(lost, commands)}`;
}

function resumeOnSame(lost: BackendName | undefined, commands: Ways) {
  if (!lost) return nothing;
  return commandButton({
    label: `もう一度${backendLabels[lost]}で再開`,
    icon: 'reset',
    onPress: () => {
      commands.resume(lost);
    },
  });
}
