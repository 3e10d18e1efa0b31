import * as tf from '@tensorflow/tfjs';
import { jointNorm } from '../inspection/gradient-norms';
import {
  averageOf,
  type AverageSettings,
  type Family,
  type FamilyData,
  type OptimizerSettings,
  type RunContext,
  type Source,
  type Turn,
} from '../models/family';
import { Adam } from '../nn/adam';
import { updateNetwork } from '../nn/adversarial-step';
import type { Network, SavedNetwork } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import { Sgd } from '../nn/sgd';
import { tidyGradients } from '../nn/tidy-gradients';
import { checkArrays, readVariables, writeVariables } from '../nn/variables';
import { WeightAverage } from '../nn/weight-average';
import { Random } from '../random';
import { readNow, readScalars } from './read-scalars';
import type { Checkpoint, Metrics, Trainer } from './trainer';

type Optimizer = Adam | Sgd;

export interface AdversarialTrainerOptions<Settings> {
  readonly family: Family<Settings>;
  readonly settings: Settings;
  readonly data: FamilyData;
}

/** The numbers of one turn: on the backend, or read already. */
interface TurnNumbers {
  readonly scalars: Readonly<Record<string, tf.Scalar>>;
  readonly plain: Readonly<Record<string, number>>;
}

/** Trains the networks of a family by its turns: one run from one seed. */
export class AdversarialTrainer<Settings> implements Trainer<Settings> {
  private readonly learners: Readonly<Record<string, Network>>;
  private readonly optimizers = new Map<string, Optimizer>();
  private readonly averages = new Map<string, WeightAverage>();
  private readonly random: Readonly<Record<string, Random>>;
  private readonly sources: Readonly<Record<string, Source>>;
  private readonly family: Family<Settings>;
  private readonly data: FamilyData;
  private current: Settings;
  private latest: Metrics = { step: 0 };

  /** @throws in Japanese if the settings cannot be used */
  constructor({ family, settings, data }: AdversarialTrainerOptions<Settings>) {
    family.check?.(settings, data);
    this.family = family;
    this.data = data;
    this.current = settings;
    const root = new Random(family.seed(settings));
    const fork = (name: string) => root.fork(name);
    this.learners = family.networks(settings, fork, data);
    this.random = Object.fromEntries(family.streams.map((name) => [name, fork(name)]));
    this.sources = family.sources?.(settings, fork, data) ?? {};
    this.configure();
  }

  get settings(): Settings {
    return this.current;
  }

  /** Those that learn, and the averages, made ready to be looked at. */
  get networks(): Readonly<Record<string, Network>> {
    for (const average of this.averages.values()) average.calibrate();
    return this.allNetworks;
  }

  private get allNetworks(): Record<string, Network> {
    const averages = [...this.averages].map(([name, { network }]) => [averageOf(name), network]);
    return { ...this.learners, ...Object.fromEntries(averages) } as Record<string, Network>;
  }

  get step(): number {
    return this.latest.step;
  }

  get metrics(): Metrics {
    return this.latest;
  }

  get turns(): readonly string[] {
    return this.family
      .turns(this.current, this.step)
      .flatMap(({ name, times = 1 }) => Array.from({ length: times }, () => name));
  }

  get context(): RunContext<Settings> {
    const { learners: networks, data, random, sources } = this;
    return { settings: this.current, networks, data, random, sources };
  }

  /** One round: every turn of the family, each an update of one network, the others staying as they are. */
  train(): Metrics | Promise<Metrics> {
    const numbers: TurnNumbers[] = [];
    this.configureOptimizers();
    for (const turn of this.family.turns(this.current, this.step)) {
      for (let i = 0; i < (turn.times ?? 1); i++) numbers.push(this.updateOnce(turn, i));
    }
    for (const average of this.averages.values()) average.add();
    return this.tell(numbers, { isRound: true });
  }

  /** @param taken updates of this turn in the round before this one */
  private updateOnce(turn: Turn<Settings>, taken = 0): TurnNumbers {
    const { context } = this;
    const network = this.learners[turn.updates];
    const optimizer = this.optimizers.get(turn.updates);
    if (!network || !optimizer) throw new Error(`there is no optimizer for "${turn.updates}"`);
    return tidyGradients(() => {
      const prepared = turn.prepare(context);
      const scalars: Record<string, tf.Scalar> = {};
      const plain: Record<string, number> = {};
      const note = (name: string, value: tf.Scalar | number) => {
        if (typeof value === 'number') plain[name] = value;
        else scalars[name] = tf.keep(value);
      };
      const { loss, gradients } = updateNetwork({ network, optimizer }, () =>
        turn.loss(context, prepared, note),
      );
      const { tells } = turn;
      note(tells.loss, loss);
      if (tells.updates) note(tells.updates, (this.latest[tells.updates] ?? 0) + taken + 1);
      if (tells.gradient) note(tells.gradient, this.normOf(gradients));
      return { scalars, plain };
    });
  }

  takeTurn(name: string): Metrics | Promise<Metrics> {
    const turns = this.family.turns(this.current, this.step);
    const turn = turns.find((candidate) => candidate.name === name);
    if (!turn) throw new Error(`there is no turn "${name}"`);
    this.configureOptimizers();
    return this.tell([this.updateOnce(turn)], { isRound: turn === turns.at(-1) });
  }

  isFinite(metrics: Metrics): boolean {
    return Object.values(metrics).every(Number.isFinite);
  }

  check(settings: Settings): void {
    this.liveSettings(settings);
  }

  update(settings: Settings): void {
    this.current = this.liveSettings(settings);
    this.configure();
  }

  picture(view: unknown): unknown {
    const { context, networks, step, latest: metrics } = this;
    return this.family.shows({ ...context, networks, step, metrics }, view);
  }

  async state(): Promise<Checkpoint<Settings>> {
    const states: Record<string, Pick<Source, 'state'>> = { ...this.random, ...this.sources };
    const randomStates = await Promise.all(
      Object.entries(states).map(async ([name, state]) => [name, await state.state()] as const),
    );
    return {
      step: this.step,
      settings: this.current,
      metrics: this.latest,
      optimizerSteps: Object.fromEntries([
        ...[...this.optimizers].map(([name, { step }]) => [name, step]),
        ...[...this.averages].map(([name, { count }]) => [averageOf(name), count]),
      ] as [string, number][]),
      arrays: await readVariables(
        Object.assign(
          variablesOf(this.learning(this.allNetworks)),
          ...[...this.optimizers].map(([name, optimizer]) => momentsOf(name, optimizer)),
        ) as Record<string, tf.Variable>,
      ),
      randomStates: Object.fromEntries(randomStates),
    };
  }

  restore({ settings, metrics, optimizerSteps, arrays, randomStates }: Checkpoint<Settings>): void {
    const states = { ...this.random, ...this.sources };
    for (const name of Object.keys(states)) {
      if (!randomStates[name]) throw new Error('保存された状態に乱数の状態がありません。');
    }
    // Before the settings, which are not to change either if it is of other networks.
    const variables = variablesOf(this.learning(this.learners));
    checkArrays(variables, arrays);
    this.current = this.liveSettings(settings);
    // Before the optimizers, whose settings may depend on the step.
    this.latest = metrics;
    this.configure();
    writeVariables(variables, arrays);
    for (const [name, average] of this.averages) {
      const count = optimizerSteps[averageOf(name)];
      // Of a state without an average, one begins from its weights.
      average.reset();
      if (count === undefined) continue;
      writeVariables(numbered(averageOf(name), average.network.state), arrays);
      average.restored(count);
    }
    for (const [name, state] of Object.entries(states)) state.restore(randomStates[name] ?? []);
    for (const [name, optimizer] of this.optimizers) {
      const moments = momentsOf(name, optimizer);
      // A state of another kind of optimizer has none of these: this one begins afresh.
      const isSameKind = Object.keys(moments).some((moment) => arrays[moment]);
      if (isSameKind) writeVariables(moments, arrays);
      else optimizer.reset();
      optimizer.step = isSameKind ? (optimizerSteps[name] ?? 0) : 0;
    }
  }

  load(saved: Readonly<Record<string, SavedNetwork>>): void {
    loadNetworks(this.learning(this.learners), saved);
    for (const optimizer of this.optimizers.values()) optimizer.reset();
    for (const [name, average] of this.averages) {
      average.reset();
      const given = saved[averageOf(name)];
      if (!given) continue;
      loadNetworks({ [name]: average.network }, { [name]: given });
      average.restored(longAveraged);
    }
  }

  dispose(): void {
    for (const network of Object.values(this.learners)) network.dispose();
    for (const average of this.averages.values()) average.dispose();
    for (const optimizer of this.optimizers.values()) optimizer.dispose();
    for (const source of Object.values(this.sources)) source.dispose?.();
  }

  /** Settings as this run can have them. */
  private liveSettings(settings: Settings): Settings {
    const next = this.family.live(this.current, settings);
    this.family.check?.(next, this.data);
    return next;
  }

  /** The numbers of some turns as the newest, read in one transfer where they are on the backend. */
  private tell(
    turns: readonly TurnNumbers[],
    { isRound }: { isRound: boolean },
  ): Metrics | Promise<Metrics> {
    const scalars: Record<string, tf.Scalar> = {};
    let plain: Record<string, number> = {};
    for (const turn of turns) {
      // Of a turn that is taken several times, the last one counts.
      for (const [name, scalar] of Object.entries(turn.scalars)) {
        scalars[name]?.dispose();
        scalars[name] = scalar;
      }
      plain = { ...plain, ...turn.plain };
    }
    const step = this.latest.step + (isRound ? 1 : 0);
    const keep = (numbers: Readonly<Record<string, number>>) =>
      (this.latest = { ...this.latest, ...plain, ...numbers, step });
    if (this.family.computing === 'small') return keep(readNow(scalars));
    return readScalars(scalars).then(keep);
  }

  /** Read at once where that costs nothing. */
  private normOf(grads: tf.NamedTensorMap): tf.Scalar | number {
    if (this.family.computing !== 'small') return jointNorm(Object.values(grads));
    let squares = 0;
    for (const gradient of Object.values(grads)) {
      squares += gradient.dataSync<'float32'>().reduce((sum, value) => sum + value * value, 0);
    }
    return Math.sqrt(squares);
  }

  /** Without those that never change. */
  private learning(networks: Readonly<Record<string, Network>>): Record<string, Network> {
    const isLearning = (name: string) => this.optimizers.has(name) || !(name in this.learners);
    return Object.fromEntries(Object.entries(networks).filter(([name]) => isLearning(name)));
  }

  private configure(): void {
    this.configureOptimizers();
    this.configureAverages(this.family.averages?.(this.current) ?? {});
  }

  /** Optimizers as settings and step have them; another kind of optimizer begins afresh. */
  private configureOptimizers(): void {
    const wanted = this.family.optimizers(this.current, this.step);
    for (const [name, settings] of Object.entries(wanted)) {
      const present = this.optimizers.get(name);
      const network = this.learners[name];
      if (!network) throw new Error(`there is no network "${name}"`);
      if (present instanceof Adam && settings.optimizer === 'adam') {
        present.settings = adamSettings(settings);
      } else if (present instanceof Sgd && settings.optimizer === 'sgd') {
        present.settings = settings;
      } else {
        present?.dispose();
        this.optimizers.set(name, createOptimizer([...network.variables], settings));
      }
    }
  }

  /** Averages that are no longer wanted go; new ones begin with the weights as they are now. */
  private configureAverages(wanted: Readonly<Record<string, AverageSettings>>): void {
    for (const [name, average] of this.averages) {
      if (wanted[name] !== undefined) continue;
      average.dispose();
      this.averages.delete(name);
    }
    for (const [name, settings] of Object.entries(wanted)) {
      const network = this.learners[name];
      if (!network) throw new Error(`there is no network "${name}"`);
      if (!this.averages.has(name)) this.averages.set(name, new WeightAverage(network, settings));
    }
  }
}

/** How many weights an average out of a file is taken to be of, where none says it: past the warm-up. */
const longAveraged = 1e6;

function variablesOf(networks: Readonly<Record<string, Network>>): Record<string, tf.Variable> {
  const all = Object.entries(networks).map(([name, { state }]) => numbered(name, state));
  return Object.assign({}, ...all) as Record<string, tf.Variable>;
}

function momentsOf(network: string, optimizer: Optimizer): Record<string, tf.Variable> {
  const kind = optimizer instanceof Adam ? 'adam' : 'sgd';
  return numbered(`${network}/${kind}`, optimizer.stateVariables);
}

/** `name/0`, `name/1` and so on. */
function numbered(name: string, variables: readonly tf.Variable[]): Record<string, tf.Variable> {
  return Object.fromEntries(variables.map((variable, i) => [`${name}/${i}`, variable]));
}

function createOptimizer(variables: tf.Variable[], settings: OptimizerSettings): Optimizer {
  return settings.optimizer === 'adam'
    ? new Adam(variables, adamSettings(settings))
    : new Sgd(variables, settings);
}

function adamSettings({ learningRate, momentum }: OptimizerSettings) {
  return { learningRate, beta1: momentum };
}
