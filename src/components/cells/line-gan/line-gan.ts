import { formatMeasure } from '../shared/format';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { speeds } from '../shared/speed';
import { cellStyles } from '../shared/styles/index';
import { toyCommands } from '../toy/commands';
import { ToyRunner } from '../toy/runner';
import { createToyClient } from '../toy/client';
import { TrainingCell } from '../shared/training-cell';
import { gapOf } from './snapshot';
import { type Action, initialState, type LineState, planOf, reduce, shareOf } from './state';
import { lineStyles } from './styles';
import { type LineCommands, lineView } from './view';

/**
 * `<line-gan>`: a GAN on the line that the reader trains, with p_data, p_g, D and the best D on one
 * axis. The server renders it with the opening moment, which the element replaces.
 */
export class LineGan extends TrainingCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, lineStyles];

  declare private state: LineState;
  protected readonly runner = new ToyRunner({
    getPhase: () => this.state.phase,
    getPace: () => speeds[this.state.speed].pace,
    getPlan: () => planOf(this.state),
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: () =>
      createToyClient((event) => {
        this.dispatch({ type: 'event', event });
      }),
  });
  private readonly share = new Share(this, {
    cell: 'line-gan',
    values: () => shareOf(this.state),
    onShared: (values) => {
      this.setUp(values);
    },
  });
  private readonly commands: LineCommands = {
    ...toyCommands(this.runner, (action) => {
      this.dispatch(action);
    }),
    stepDiscriminator: () => void this.runner.stepDiscriminator(),
    stepGenerator: () => void this.runner.stepGenerator(),
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
    return lineView({
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
function summary({ phase, snapshot, narration, isOpening }: LineState): string {
  if (isOpening) return phase === 'preparing' ? '準備しています。' : '';
  const { metrics } = snapshot;
  const accuracy = Number.isNaN(metrics.accuracy)
    ? ''
    : `識別器の正解率${(100 * metrics.accuracy).toFixed(0)}パーセント。`;
  const gap = `D(x)とD*(x)との差の平均${formatMeasure(gapOf(snapshot))}。`;
  return `生成器の更新${metrics.step}回、識別器の更新${metrics.discriminatorUpdates}回。${accuracy}${gap}${narration}`;
}

if (!customElements.get('line-gan')) customElements.define('line-gan', LineGan);

declare global {
  interface HTMLElementTagNameMap {
    'line-gan': LineGan;
  }
}
