import * as tf from '@tensorflow/tfjs';
import { jointNorm } from '../inspection/gradient-norms';
import type {
  Family,
  FamilyData,
  OptimizerSettings,
  RunContext,
  Source,
  Turn,
} from '../models/family';
import { Adam } from '../nn/adam';
import type { Network } from '../nn/network';
import { Sgd } from '../nn/sgd';
import { checkArrays, readVariables, writeVariables } from '../nn/variables';
import { Random } from '../random';
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
  readonly networks: Readonly<Record<string, Network>>;
  private readonly optimizers = new Map<string, Optimizer>();
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
    this.networks = family.networks(settings, fork, data);
    this.random = Object.fromEntries(family.streams.map((name) => [name, fork(name)]));
    this.sources = family.sources?.(settings, fork, data) ?? {};
    this.configure();
  }

  get settings(): Settings {
    return this.current;
  }

  get step(): number {
    return this.latest.step;
  }

  get metrics(): Metrics {
    return this.latest;
  }

  get turns(): readonly string[] {
    return this.family
      .turns(this.current)
      .flatMap(({ name, times = 1 }) => Array.from({ length: times }, () => name));
  }

  get context(): RunContext<Settings> {
    const { networks, data, random, sources } = this;
    return { settings: this.current, networks, data, random, sources };
  }

  // #region training
  /** One round: every turn of the family, each an update of one network, the others staying as they are. */
  train(): Metrics | Promise<Metrics> {
    const numbers: TurnNumbers[] = [];
    for (const turn of this.family.turns(this.current)) {
      for (let i = 0; i < (turn.times ?? 1); i++) numbers.push(this.updateOnce(turn, i));
    }
    return this.tell(numbers, { isRound: true });
  }

  /** @param taken updates of this turn in the round before this one */
  private updateOnce(turn: Turn<Settings>, taken = 0): TurnNumbers {
    const { context } = this;
    const network = this.networks[turn.updates];
    const optimizer = this.optimizers.get(turn.updates);
    if (!network || !optimizer) throw new Error(`there is no optimizer for "${turn.updates}"`);
    return tf.tidy(() => {
      const prepared = turn.prepare(context);
      const scalars: Record<string, tf.Scalar> = {};
      const plain: Record<string, number> = {};
      const note = (name: string, value: tf.Scalar | number) => {
        if (typeof value === 'number') plain[name] = value;
        else scalars[name] = tf.keep(value);
      };
      // The gradient names the variables that it is taken for, so that no other network can move.
      const { value, grads } = tf.variableGrads(
        () => turn.loss(context, prepared, note),
        [...network.variables],
      );
      const { loss, gradient, updates } = turn.tells;
      note(loss, value);
      if (updates) note(updates, (this.latest[updates] ?? 0) + taken + 1);
      if (gradient) note(gradient, this.normOf(grads));
      optimizer.apply(grads);
      return { scalars, plain };
    });
  }
  // #endregion

  takeTurn(name: string): Metrics | Promise<Metrics> {
    const turns = this.family.turns(this.current);
    const turn = turns.find((candidate) => candidate.name === name);
    if (!turn) throw new Error(`there is no turn "${name}"`);
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
    return this.family.shows({ ...this.context, step: this.step, metrics: this.latest }, view);
  }

  async state(): Promise<Checkpoint<Settings>> {
    const states = { ...this.random, ...this.sources };
    return {
      step: this.step,
      settings: this.current,
      metrics: this.latest,
      optimizerSteps: Object.fromEntries(
        [...this.optimizers].map(([name, optimizer]) => [name, optimizer.step]),
      ),
      arrays: await readVariables(
        Object.assign(
          this.networkVariables(),
          ...[...this.optimizers].map(([name, optimizer]) => momentsOf(name, optimizer)),
        ) as Record<string, tf.Variable>,
      ),
      randomStates: Object.fromEntries(
        Object.entries(states).map(([name, state]) => [name, state.state()]),
      ),
    };
  }

  restore({ settings, metrics, optimizerSteps, arrays, randomStates }: Checkpoint<Settings>): void {
    const states = { ...this.random, ...this.sources };
    for (const name of Object.keys(states)) {
      if (!randomStates[name]) throw new Error('保存された状態に乱数の状態がありません。');
    }
    // Before the settings, which are not to change either if it is of other networks.
    checkArrays(this.networkVariables(), arrays);
    this.update(settings);
    writeVariables(this.networkVariables(), arrays);
    for (const [name, state] of Object.entries(states)) state.restore(randomStates[name] ?? []);
    for (const [name, optimizer] of this.optimizers) {
      const moments = momentsOf(name, optimizer);
      // A state of another kind of optimizer has none of these: this one begins afresh.
      const isSameKind = Object.keys(moments).some((moment) => arrays[moment]);
      if (isSameKind) writeVariables(moments, arrays);
      else optimizer.reset();
      optimizer.step = isSameKind ? (optimizerSteps[name] ?? 0) : 0;
    }
    this.latest = metrics;
  }

  resetOptimizers(): void {
    for (const optimizer of this.optimizers.values()) optimizer.reset();
  }

  dispose(): void {
    for (const network of Object.values(this.networks)) network.dispose();
    for (const optimizer of this.optimizers.values()) optimizer.dispose();
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

  /** Optimizers as the settings have them; another kind of optimizer begins afresh. */
  private configure(): void {
    for (const [name, settings] of Object.entries(this.family.optimizers(this.current))) {
      const present = this.optimizers.get(name);
      const network = this.networks[name];
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

  private networkVariables(): Record<string, tf.Variable> {
    const all = Object.entries(this.networks).map(([name, { state }]) => numbered(name, state));
    return Object.assign({}, ...all) as Record<string, tf.Variable>;
  }
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

function readNow(scalars: Readonly<Record<string, tf.Scalar>>): Record<string, number> {
  const entries = Object.entries(scalars).map(([name, scalar]) => {
    const [value = NaN] = scalar.dataSync();
    scalar.dispose();
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** Read and free named scalars, all in one transfer. */
async function readScalars(
  scalars: Readonly<Record<string, tf.Scalar>>,
): Promise<Record<string, number>> {
  const names = Object.keys(scalars);
  const tensors = Object.values(scalars);
  if (tensors.length === 0) return {};
  const together = tf.stack(tensors);
  const values = await together.data();
  tf.dispose([tensors, together]);
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? NaN]));
}
