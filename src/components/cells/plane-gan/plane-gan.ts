import '../../charts/line-chart';
import { formatMeasure } from '../shared/format';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { speeds } from '../shared/speed';
import { charts } from '../shared/styles/charts';
import { cellStyles } from '../shared/styles/index';
import { toyCommands } from '../toy/commands';
import { ToyRunner } from '../toy/runner';
import { toyStyles } from '../toy/styles';
import { createToyClient } from '../toy/client';
import { TrainingCell } from '../shared/training-cell';
import '../toy/toy-plane';
import type { PlaneCommands } from './commands';
import './draw-pad';
import { remedyValues, setupValues } from './setups';
import { type Action, initialState, planOf, type PlaneState, reduce, shareOf } from './state';
import { planeStyles } from './styles';
import { planeView } from './view';

/**
 * `<plane-gan>`: the laboratory, a small GAN in the plane with every part in the reader's hands. The
 * server renders it with the opening moment, which the element replaces.
 */
export class PlaneGan extends TrainingCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, charts, toyStyles, planeStyles];

  declare private state: PlaneState;
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
    cell: 'plane-gan',
    values: () => shareOf(this.state),
    onShared: (values) => {
      this.setUp(values);
    },
  });
  private readonly commands: PlaneCommands = {
    ...toyCommands(this.runner, (action) => {
      this.dispatch(action);
    }),
    edit: (name, value) => {
      this.dispatch({ type: 'edit', values: { [name]: value } });
    },
    chooseSetup: (name) => {
      this.dispatch({ type: 'edit', values: setupValues(name) });
      // Most of it is fixed in a run under way, which would be of neither setup.
      if (this.state.phase === 'running') void this.runner.restart();
      else if (this.state.settings) void this.runner.reset();
    },
    chooseRemedy: (name) => {
      this.dispatch({ type: 'edit', values: remedyValues(name) });
      void this.runner.apply();
    },
    draw: ({ drawing, isDone }) => {
      this.dispatch({ type: 'draw', drawing });
      if (isDone && drawing.length > 0) void this.runner.apply();
    },
    show: (shown) => {
      this.dispatch({ type: 'show', shown });
      void this.runner.apply();
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
    return planeView({
      state,
      commands: this.commands,
      isInteractive: this.isInteractive,
      announcement: this.announce(summary(state)),
      shareButton: this.share.button(),
    });
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (['edit', 'speed', 'draw'].includes(action.type)) this.share.clear();
  }
}

/** The run in a sentence or two, for screen readers. */
function summary({ phase, moment, isOpening }: PlaneState): string {
  if (phase === 'preparing') return '準備しています。';
  if (isOpening) return '';
  const { metrics, comparison, modeCount } = moment;
  const found = comparison?.coverage
    ? `見つけた山${modeCount}個のうち${comparison.coverage.covered}個。`
    : '';
  const distance = comparison ? `JSダイバージェンス${formatMeasure(comparison.js)}。` : '';
  const accuracy = Number.isNaN(metrics.accuracy)
    ? ''
    : `識別器の正解率${(100 * metrics.accuracy).toFixed(0)}パーセント。`;
  return `生成器の更新${metrics.step}回。${found}${distance}${accuracy}`;
}

if (!customElements.get('plane-gan')) customElements.define('plane-gan', PlaneGan);

declare global {
  interface HTMLElementTagNameMap {
    'plane-gan': PlaneGan;
  }
}
