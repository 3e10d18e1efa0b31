import '../../charts/image-grid';
import '../../charts/line-chart';
import type { ComparisonClient } from '@lib/runtime/comparison/client';
import { SessionRunner } from '../shared/session-runner';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { charts } from '../shared/styles/charts';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import { TrainingCell } from '../shared/training-cell';
import type { Comparison, Values } from './comparison';
import {
  type Action,
  type ComparisonState,
  initialState,
  isSame,
  problemsOf,
  reduce,
  valuesOf,
} from './state';
import { comparisonStyles } from './styles';
import { type ComparisonCommands, comparisonView } from './view';

/**
 * Two DCGANs from the same seed, trained side by side in a worker. The server renders it with the
 * opening moment, which the element replaces.
 */
abstract class ComparisonCell extends TrainingCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, charts, compactForm, comparisonStyles];

  declare private state: ComparisonState;
  protected readonly runner: SessionRunner<ComparisonClient>;
  private readonly share: Share;
  private readonly commands: ComparisonCommands;

  constructor(private readonly comparison: Comparison) {
    super();
    this.state = initialState(comparison);
    this.runner = new SessionRunner<ComparisonClient>({
      getPhase: () => this.state.phase,
      dispatch: (action) => {
        this.dispatch(action);
      },
      createClient: async () => {
        const { ComparisonClient: Client } = await import('@lib/runtime/comparison/client');
        return new Client({
          onEvent: (event) => {
            this.dispatch({ type: 'event', event });
          },
        });
      },
      check: () => void this.usableValues(),
      adopt: () => isSame(this.state.used, valuesOf(comparison, this.state)),
      open: (client) => this.open(client),
      start: (client) => client.start(),
    });
    this.share = new Share(this, {
      cell: comparison.element,
      values: () => this.state.draft,
      onShared: (values) => {
        this.setUp(values);
      },
    });
    this.commands = this.createCommands();
  }

  protected get phase() {
    return this.state.phase;
  }

  protected take(values: SharedValues): boolean {
    this.dispatch({ type: 'shared', values });
    return !this.state.notice;
  }

  protected override render() {
    const { comparison, state } = this;
    const { latest, isOpening } = state;
    return comparisonView({
      comparison,
      state,
      commands: this.commands,
      isInteractive: this.isInteractive,
      announcement: this.announce(latest && !isOpening ? comparison.summaryOf(latest) : ''),
      shareButton: this.share.button(),
    });
  }

  private async open(client: ComparisonClient): Promise<void> {
    const values = this.usableValues();
    this.dispatch({ type: 'opening', values });
    const { lanesOf, headStartOf, measuresQuality, showsActivations } = this.comparison;
    const info = await client.open({
      lanes: lanesOf(values).map(({ settings, variant = {} }) => ({ settings, variant })),
      headStart: headStartOf?.(values) ?? 0,
      measuresQuality,
      showsActivations,
    });
    this.dispatch({ type: 'opened', info });
  }

  private usableValues(): Values {
    const values = valuesOf(this.comparison, this.state);
    if (values) return values;
    const [problem = ''] = problemsOf(this.comparison, this.state).values();
    throw new Error(`使えない値があります。${problem}`);
  }

  private createCommands(): ComparisonCommands {
    return {
      run: () => void this.runner.run(),
      pause: () => void this.runner.pause(),
      step: () => void this.runner.step(),
      reset: () => void this.runner.reset(),
      edit: (name, value) => {
        this.dispatch({ type: 'edit', name, value });
      },
      commit: () => void this.runner.apply(),
      dismissNotice: () => {
        this.dispatch({ type: 'notice', notice: null });
      },
    };
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.comparison, this.state, action);
    if (action.type === 'edit') this.share.clear();
  }
}

/** Make a comparison's element known to the page. */
export function defineComparison(comparison: Comparison): void {
  if (customElements.get(comparison.element)) return;
  customElements.define(
    comparison.element,
    class extends ComparisonCell {
      constructor() {
        super(comparison);
      }
    },
  );
}
