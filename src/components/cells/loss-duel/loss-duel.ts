import '../../charts/line-chart';
import { formatSize } from '../shared/format';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { charts } from '../shared/styles/charts';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import { toyCommands } from '../toy/commands';
import { createToyClient } from '../toy/client';
import { TrainingCell } from '../shared/training-cell';
import '../toy/toy-plane';
import { toyStyles } from '../toy/styles';
import { DuelRunner } from './runner';
import { type Action, type DuelState, initialState, reduce, shareOf } from './state';
import { duelStyles } from './styles';
import { type DuelCommands, duelView } from './view';

/**
 * `<loss-duel>`: two small GANs from the same seed, one with the saturating loss and one with the
 * other, in lock-step after a head start of both discriminators. The server renders it with the
 * opening moment, which the element replaces.
 */
export class LossDuel extends TrainingCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, charts, compactForm, toyStyles, duelStyles];

  declare private state: DuelState;
  protected readonly runner = new DuelRunner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: () =>
      createToyClient((event) => {
        this.dispatch({ type: 'event', event });
      }),
  });
  private readonly share = new Share(this, {
    cell: 'loss-duel',
    values: () => shareOf(this.state),
    onShared: (values) => {
      this.setUp(values);
    },
  });
  private readonly commands: DuelCommands = {
    ...toyCommands(this.runner, (action) => {
      this.dispatch(action);
    }),
    edit: (name, value) => {
      this.dispatch({ type: 'edit', name, value });
    },
  };

  constructor() {
    super();
    this.state = initialState;
  }

  protected get phase() {
    return this.state.phase;
  }

  protected take(values: SharedValues): boolean {
    this.dispatch({ type: 'shared', values });
    return !this.state.notice;
  }

  protected override render() {
    const { state } = this;
    return duelView({
      state,
      commands: this.commands,
      isInteractive: this.isInteractive,
      announcement: this.announce(summary(state)),
      shareButton: this.share.button(),
    });
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (action.type === 'edit' || action.type === 'speed') this.share.clear();
  }
}

/** The run in a sentence or two, for screen readers. */
function summary({ phase, step, latest, isOpening }: DuelState): string {
  if (phase === 'preparing') return '識別器だけを先に学習させています。';
  if (isOpening || !latest) return '';
  return (
    `生成器の更新${step}回。D(G(z))の平均は、飽和する側${formatSize(latest.saturatingScore)}、` +
    `飽和しない側${formatSize(latest.nonSaturatingScore)}。` +
    `勾配の比は${formatSize(latest.ratio)}倍、理論では${formatSize(latest.expectedRatio)}倍。`
  );
}

if (!customElements.get('loss-duel')) customElements.define('loss-duel', LossDuel);

declare global {
  interface HTMLElementTagNameMap {
    'loss-duel': LossDuel;
  }
}
