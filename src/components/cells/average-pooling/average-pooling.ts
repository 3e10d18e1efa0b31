import { LitElement } from 'lit';
import { Announcer } from '../shared/announcer';
import { padStyles } from '../digit-pad/styles';
import type { ExperimentalCell } from '../shared/experiments';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import type { OwnNetworks } from './heads';
import { PoolingRunner } from './runner';
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
export class AveragePooling extends LitElement implements ExperimentalCell {
  static override properties = { networks: { type: Object }, state: { state: true } };
  static override styles = [cellStyles, compactForm, padStyles, poolingStyles];

  declare networks: OwnNetworks | null;
  declare private state: PoolingState;
  private isInteractive = false;
  private listening: AbortController | null = null;
  private readonly announcer = new Announcer();
  private readonly runner = new PoolingRunner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: async () => {
      const { ActivationClient } = await import('@lib/runtime/activation/client');
      return new ActivationClient((text) => {
        this.runner.close();
        this.dispatch({ type: 'failed', text });
      });
    },
  });
  private readonly share = new Share(this, {
    cell: 'average-pooling',
    values: () => shareOf(this.state),
    onShared: (values) => {
      this.dispatch({ type: 'shared', values });
      if (this.state.phase === 'ready') void this.runner.run();
    },
  });

  constructor() {
    super();
    this.networks = null;
    this.state = initialState;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.isInteractive = true;
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.addEventListener('keydown', this.onKey, { signal });
    // A page that may come back loads its classifier again when it is asked to.
    const close = () => {
      this.runner.close();
    };
    addEventListener('pagehide', close, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.runner.close();
  }

  runExperiment(values: SharedValues): void {
    this.dispatch({ type: 'shared', values });
    void this.runner.run();
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override render() {
    const { state, networks } = this;
    if (!networks) return null;
    return poolingView({
      state,
      own: networks,
      isInteractive: this.isInteractive,
      announcement: this.announcer.next(...summary(state), performance.now()),
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

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.runner.run();
  };
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
