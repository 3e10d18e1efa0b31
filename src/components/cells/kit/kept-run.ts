/** What a cell keeps of its run in the browser, and the offer to go on with it. */
import type { Slot, Trouble } from '@lib/storage/database/checkpoints';
import { html, nothing, type TemplateResult } from 'lit';
import type { Series } from '../../charts/series';
import { commandButton } from './buttons';
import type { CellState, CellTypes } from './cell-state';
import type { CellDeclaration } from './declaration';
import { formatCount } from './format';
import type { SharedValues } from './share-link';
import type { ShownRun } from './shown-run';

/** What of a state is to be kept with its checkpoint. */
export function shownOf<T extends CellTypes>(
  state: CellState<T>,
  settings: SharedValues,
): ShownRun {
  const { speed, headStart, elapsedMs, curves, watchCurves } = state;
  return { settings, speed, headStart, elapsedMs, curves, watchCurves };
}

/** Curves that the cell still draws; those of an older version of the site begin anew. */
export function knownCurves<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  { curves, watchCurves }: ShownRun,
): Partial<Pick<CellState<T>, 'curves' | 'watchCurves'>> {
  const isKnown = (found: Series<string>, names: readonly string[]) =>
    JSON.stringify(found.names) === JSON.stringify(names);
  const watches = Object.entries(declaration.watchCurves ?? {});
  const areKnown = watches.every(([name, declared]) => {
    const found = watchCurves[name];
    return found && isKnown(found, Object.keys(declared));
  });
  return {
    ...(isKnown(curves, Object.keys(declaration.curves)) ? { curves } : {}),
    ...(areKnown ? { watchCurves } : {}),
  };
}

export interface Offer {
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Which of the states that is. */
  readonly slot: Slot;
  /** What went wrong since; `null` for nothing. */
  readonly trouble: Trouble | null;
  /** Step of an older state from which the run went on well; `null` if there is none, or no need of it. */
  readonly healthyStep: number | null;
}

interface OfferCommands {
  readonly onContinue: (slot: Slot) => void;
  readonly onBegin: () => void;
  readonly onForget: () => void;
}

/** In a region that stays, so that it is announced when it comes. */
export function keptRunOffer(offer: Offer | null, commands: OfferCommands): TemplateResult {
  return html`<div role="status">${offer ? offered(offer, commands) : nothing}</div>`;
}

const troubles: Readonly<Record<Trouble, string>> = {
  diverged: 'その後、損失や勾配が有限の値でなくなりました。',
  collapsed: 'そのとき、モード崩壊の疑いがありました。',
};

function offered(offer: Offer, { onContinue, onBegin, onForget }: OfferCommands) {
  const { step, savedAt, slot, trouble, healthyStep } = offer;
  const when = new Date(savedAt).toLocaleString('ja-JP', {
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  const isBack = healthyStep !== null;
  return html`<div class="notice info kept-run">
    <p>
      ステップ${formatCount(step)}まで進んだ学習があります（${when}）。${
        trouble
          ? html`${troubles[trouble]}${isBack ? `その前の、順調だったステップ${formatCount(healthyStep)}の状態も残っています。` : ''}同じ設定で続けると、また同じことが起こりえます。続けながら学習率などを変えてみてください。`
          : html`続きから学習できます。`
      }はじめからにすると、新しい学習が10秒を過ぎたところで入れ替わります。
    </p>
    <div class="toolbar">
      ${
        isBack
          ? commandButton({
              label: `ステップ${formatCount(healthyStep)}に戻って続ける`,
              icon: 'run',
              isPrimary: true,
              onPress: () => {
                onContinue('healthy');
              },
            })
          : nothing
      }
      ${commandButton({
        label: '続きから',
        icon: 'run',
        isPrimary: !isBack,
        onPress: () => {
          onContinue(slot);
        },
      })}
      ${commandButton({ label: 'はじめから', icon: 'reset', onPress: onBegin })}
      ${commandButton({ label: '消す', icon: 'cancel', onPress: onForget })}
    </div>
  </div>`;
}
