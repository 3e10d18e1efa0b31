/** The offer of the small networks where this machine is slow; the reader decides. */
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import type { DcganState, DcganView } from './types';

/**
 * Milliseconds of the backend's measured step from which on the small networks are offered.
 * A step of the quick preset takes about eleven times as long (85 ms against 7.6 ms on two quiet cores of
 * an AMD EPYC), and digits take some 240 of them: from here on more than a minute.
 */
const slowStep = 24;

/** Whether the backend in use was measured to be slow, and the article's networks are being trained on it. */
export function isSmallOffered({ session, used, draft, own, phase }: DcganState): boolean {
  if (!session || own.hasDeclined || used?.networkSize !== 'article') return false;
  // Chosen by now, though a long step is still under way.
  if (draft['networkSize'] !== 'article') return false;
  if (phase === 'preparing' || phase === 'finished' || phase === 'failed') return false;
  const { backend, measurements } = session.backend;
  const milliseconds = measurements.find((other) => other.backend === backend)?.milliseconds;
  return (milliseconds ?? 0) >= slowStep;
}

/** In a region that stays, so that it is announced when it comes. */
export function smallOffer({ state, commands }: DcganView): TemplateResult {
  return html`<div role="status">${isSmallOffered(state) ? offer(commands) : nothing}</div>`;
}

function offer(commands: DcganView['commands']): TemplateResult {
  return html`<div class="notice info">
    <p>
      このマシンでは、数字が見えるまでに時間がかかりそうです。「小さなモデル」ならもっと早く見えます。ユニットとチャンネルが記事より少ないネットワークを、はじめから学習します。
    </p>
    <div class="toolbar">
      ${commandButton({
        label: '小さなモデルに替える',
        onPress: () => {
          commands.choosePreset('small');
        },
      })}
      ${commandButton({ label: 'このまま続ける', onPress: commands.declineSmall })}
    </div>
  </div>`;
}
