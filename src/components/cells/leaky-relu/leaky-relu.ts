import '../../charts/line-chart';
import { formatMeasure } from '../shared/format';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import { toyCommands } from '../toy/commands';
import { TrainingCell } from '../shared/training-cell';
import { looks } from './curves';
import { deadUnits } from './measures';
import { Runner } from './runner';
import { type Action, initialState, reduce, type RectifierState, shareOf } from './state';
import { rectifierStyles } from './styles';
import { rectifierView } from './view';

/**
 * `<leaky-relu>`: ReLU, Leaky ReLU and PReLU as curves, and the same network with each of them,
 * trained side by side in a worker. The server renders it with the opening moment, which the element
 * replaces.
 */
export class LeakyRelu extends TrainingCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, compactForm, rectifierStyles];

  declare private state: RectifierState;
  protected readonly runner = new Runner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: async () => {
      const { ContestClient } = await import('@lib/runtime/contest/client');
      return new ContestClient({
        onEvent: (event) => {
          this.dispatch({ type: 'event', event });
        },
      });
    },
  });
  private readonly share = new Share(this, {
    cell: 'leaky-relu',
    values: () => shareOf(this.state),
    onShared: (values) => {
      this.setUp(values);
    },
  });
  private readonly commands = toyCommands(this.runner, (action) => {
    this.dispatch(action);
  });

  constructor() {
    super();
    this.state = initialState;
  }

  protected get phase() {
    // After a failure, a run begins anew by itself.
    return this.state.phase === 'failed' ? 'paused' : this.state.phase;
  }

  protected take(values: SharedValues): boolean {
    this.dispatch({ type: 'shared', values });
    return !this.state.notice;
  }

  protected override render() {
    return rectifierView({
      state: this.state,
      isInteractive: this.isInteractive,
      announcement: this.announce(summary(this.state)),
      shareButton: this.share.button(),
      dispatch: (action) => {
        this.dispatch(action);
      },
      commands: this.commands,
    });
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (action.type === 'change' || action.type === 'speed') this.share.clear();
  }
}

/** The numbers in a sentence; empty before the reader's run has any. */
function summary({ step, lanes, isOpening }: RectifierState): string {
  if (isOpening || lanes.length === 0) return '';
  const parts = lanes.map((lane) => {
    const { label } = looks[lane.rectifier];
    return lane.hasDiverged
      ? `${label}は発散`
      : `${label}は損失${formatMeasure(lane.view.loss)}、死んだユニット${deadUnits(lane)}`;
  });
  return `ステップ${step}。${parts.join('。')}。`;
}

if (!customElements.get('leaky-relu')) customElements.define('leaky-relu', LeakyRelu);

declare global {
  interface HTMLElementTagNameMap {
    'leaky-relu': LeakyRelu;
  }
}
