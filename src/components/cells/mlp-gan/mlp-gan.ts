import '../../charts/line-chart';
import { dcganStyles } from '../dcgan/styles';
import { DcganRunner } from '../dcgan/runner';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { cellStyles } from '../shared/styles/index';
import { TrainingCell } from '../shared/training-cell';
import type { MlpClient } from './client';
import { createCommands } from './commands';
import { Neighbours } from './neighbours';
import { pairCount } from './opening';
import { type Action, initialState, type MlpState, reduce, shareOf } from './state';
import { mlpStyles } from './styles';
import { mlpView, summary } from './view';

/**
 * `<mlp-gan>`: the GAN of 2014, of two perceptrons, that the reader trains on MNIST, its digits beside
 * the training images nearest to them. The server renders it with the opening moment, which the
 * element replaces.
 */
export class MlpGan extends TrainingCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, dcganStyles, mlpStyles];

  declare private state: MlpState;
  private client: MlpClient | null = null;
  private readonly neighbours = new Neighbours({
    find: async () => {
      if (!this.client) throw new Error('mlp-gan has no worker yet');
      return this.client.nearestSamples(pairCount);
    },
    onFound: (pairs) => {
      this.dispatch({ type: 'pairs', pairs });
    },
    isTraining: () => this.phase === 'running',
  });
  private readonly training = new DcganRunner({
    getState: () => this.state.run,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: async () => {
      const { MlpClient } = await import('./client');
      this.client = new MlpClient({
        getState: () => this.state,
        onEvent: (event) => {
          this.dispatch({ type: 'event', event });
        },
      });
      return this.client;
    },
    loadArchive: async () => (await import('@lib/storage/archive')).archive,
  });
  protected readonly runner = {
    run: () => this.training.run(),
    pause: () => this.training.pause(),
    restart: () => this.training.restart(),
    close: () => {
      this.training.close(null);
    },
  };
  private readonly commands = createCommands({
    runner: this.training,
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    focusProblem: () => this.focusProblem(),
  });
  private readonly share = new Share(this, {
    cell: 'mlp-gan',
    values: () => shareOf(this.state),
    onShared: (values) => {
      if (this.take(values)) void this.training.applySettings();
    },
  });

  constructor() {
    super();
    this.state = initialState;
  }

  /** In the worker that there is, if there is one: to begin another takes longer. */
  override runExperiment(values: SharedValues): void {
    if (this.take(values)) void this.training.restart();
  }

  protected get phase() {
    return this.state.run.phase;
  }

  protected take(values: SharedValues): boolean {
    this.dispatch({ type: 'shared', values });
    return !this.state.run.notice;
  }

  protected override render() {
    return mlpView({
      state: this.state,
      commands: this.commands,
      isInteractive: this.isInteractive,
      announcement: this.announce(summary(this.state)),
      shareButton: this.share.button(),
    });
  }

  private async focusProblem(): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (action.type === 'edit' || action.type === 'dropout' || action.type === 'speed') {
      this.share.clear();
    }
    if (action.type === 'opening' || action.type === 'closed') this.neighbours.forget();
    const hasNew =
      action.type === 'opened' || (action.type === 'event' && action.event.type === 'samples');
    // Those that come while a session is being opened cannot be asked for yet.
    if (hasNew && this.phase !== 'preparing') this.neighbours.request();
  }
}

if (!customElements.get('mlp-gan')) customElements.define('mlp-gan', MlpGan);

declare global {
  interface HTMLElementTagNameMap {
    'mlp-gan': MlpGan;
  }
}
