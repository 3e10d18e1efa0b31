/** What a cell keeps of its run in the browser, and the offer to go on with it. */
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
}

interface OfferCommands {
  readonly onContinue: () => void;
  readonly onBegin: () => void;
  readonly onForget: () => void;
}

/** In a region that stays, so that it is announced when it comes. */
export function keptRunOffer(offer: Offer | null, commands: OfferCommands): TemplateResult {
  return html`<div role="status">${offer ? offered(offer, commands) : nothing}</div>`;
}

function offered({ step, savedAt }: Offer, { onContinue, onBegin, onForget }: OfferCommands) {
  const when = new Date(savedAt).toLocaleString('ja-JP', {
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  return html`<div class="notice info kept-run">
    <p>
      ステップ${formatCount(step)}まで進んだ学習があります（${when}）。続きから学習できます。はじめからにすると、新しい学習が10秒を過ぎたところで入れ替わります。
    </p>
    <div class="toolbar">
      ${commandButton({ label: '続きから', icon: 'run', isPrimary: true, onPress: onContinue })}
      ${commandButton({ label: 'はじめから', icon: 'reset', onPress: onBegin })}
      ${commandButton({ label: '消す', icon: 'cancel', onPress: onForget })}
    </div>
  </div>`;
}
