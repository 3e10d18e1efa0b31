import { PadCell } from '../digit-pad/pad-cell';
import { padStyles } from '../digit-pad/styles';
import type { SharedValues } from '../shared/share-link';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import { FoolRunner } from './runner';
import { type Action, type FoolState, initialState, reduce, shareOf } from './state';
import { foolStyles } from './styles';
import { foolView, summary } from './view';

/**
 * `<fool-discriminator>`: an early and a late discriminator judge the reader's drawing, show what they
 * would change in it, and are led astray step by step. The server renders it with a digit of MNIST
 * already judged, which the element takes over.
 */
export class FoolDiscriminator extends PadCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, compactForm, padStyles, foolStyles];

  declare private state: FoolState;
  protected readonly runner = new FoolRunner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: async () => {
      const { JudgingClient } = await import('@lib/runtime/judging/client');
      return new JudgingClient((text) => {
        this.runner.close();
        this.dispatch({ type: 'problem', text });
      });
    },
    loadArchive: async () => (await import('@lib/storage/archive')).archive,
  });
  private readonly share = this.shareAs('fool-discriminator', () => shareOf(this.state));

  constructor() {
    super();
    this.state = initialState;
  }

  protected get phase() {
    return this.state.phase;
  }

  protected take(values: SharedValues): void {
    this.dispatch({ type: 'shared', values });
  }

  protected override render() {
    const { state } = this;
    return foolView({
      state,
      isInteractive: this.isInteractive,
      announcement: this.announce(...summary(state)),
      shareButton: this.share.button(),
      dispatch: (action) => {
        this.dispatch(action);
      },
      act: (action) => {
        this.act(action);
      },
      onRun: () => void this.runner.run(),
      onDraw: ({ drawing }) => {
        this.act({ type: 'draw', drawing });
      },
      onFiles: (files) => void this.runner.useFiles(files),
      onShipped: () => void this.runner.useShipped(),
    });
  }

  private act(action: Action): void {
    this.dispatch(action);
    void this.runner.run();
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (['change', 'draw', 'step', 'back'].includes(action.type)) this.share.clear();
  }
}

if (!customElements.get('fool-discriminator')) {
  customElements.define('fool-discriminator', FoolDiscriminator);
}

declare global {
  interface HTMLElementTagNameMap {
    'fool-discriminator': FoolDiscriminator;
  }
}
