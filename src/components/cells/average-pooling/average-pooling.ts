import { PadCell } from '../digit-pad/pad-cell';
import { padStyles } from '../digit-pad/styles';
import type { SharedValues } from '../shared/share-link';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import type { OwnNetworks } from './heads';
import { createRunner } from './runner';
import {
  type Action,
  bestDigit,
  chosenDigit,
  initialState,
  type PoolingState,
  reduce,
  shareOf,
} from './state';
import { poolingStyles } from './styles';
import { poolingView } from './view';

/**
 * `<average-pooling>`: the parameters that global average pooling saves, and the class activation map
 * that it makes possible, under the reader's own drawing. The server renders it with a digit of MNIST
 * already classified, which the element takes over.
 *
 * Attribute: `networks`, the sizes of this project's own networks ({@link OwnNetworks}) as JSON.
 */
export class AveragePooling extends PadCell {
  static override properties = { networks: { type: Object }, state: { state: true } };
  static override styles = [cellStyles, compactForm, padStyles, poolingStyles];

  declare networks: OwnNetworks | null;
  declare private state: PoolingState;
  protected readonly runner = createRunner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: async () => {
      const { ActivationClient } = await import('@lib/runtime/activation/client');
      return new ActivationClient((text) => {
        this.runner.close();
        this.dispatch({ type: 'problem', text });
      });
    },
  });
  private readonly share = this.shareAs('average-pooling', () => shareOf(this.state));

  constructor() {
    super();
    this.networks = null;
    this.state = initialState;
  }

  protected get phase() {
    return this.state.phase;
  }

  protected take(values: SharedValues): void {
    this.dispatch({ type: 'shared', values });
  }

  protected override render() {
    const { state, networks } = this;
    if (!networks) return null;
    return poolingView({
      state,
      own: networks,
      isInteractive: this.isInteractive,
      announcement: this.announce(...summary(state)),
      shareButton: this.share.button(),
      dispatch: (action) => {
        this.dispatch(action);
      },
      onRun: () => void this.runner.run(),
      onDraw: ({ drawing }) => {
        this.dispatch({ type: 'draw', drawing });
        void this.runner.run();
      },
      onSeed: (seed) => {
        this.dispatch({ type: 'digit', seed });
        void this.runner.run();
      },
    });
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (['change', 'draw', 'digit'].includes(action.type)) this.share.clear();
  }
}

/** The answer, and what it is about; empty before the reader's first. */
function summary(state: PoolingState): [subject: string, text: string] {
  const { reading, isOpening } = state;
  if (isOpening || !reading) return ['', ''];
  const { activation } = reading;
  const [best, chosen] = [bestDigit(activation), chosenDigit(state, reading)];
  const percent = Math.round(100 * (activation.probabilities[best] ?? 0));
  const logit = (activation.logits[chosen] ?? NaN).toFixed(1);
  return [
    `${best}${chosen}`,
    `分類器の答えは「${best}」、確率${percent}パーセント。地図は「${chosen}」、ロジット${logit}。`,
  ];
}

if (!customElements.get('average-pooling')) {
  customElements.define('average-pooling', AveragePooling);
}

declare global {
  interface HTMLElementTagNameMap {
    'average-pooling': AveragePooling;
  }
}
