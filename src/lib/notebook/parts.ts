/** What a run depends on, part by part, as checkpoints take it. */
import * as tf from '@tensorflow/tfjs';

/** A value of the reader's own: a number, a text, or lists and records of such. */
export interface KeptValue {
  get(): unknown;
  set(value: never): void;
}

interface Stream {
  state(): readonly number[] | Promise<readonly number[]>;
  restore(state: readonly number[]): void;
}

interface Optimizer {
  step: number;
  readonly stateVariables: readonly tf.Variable[];
}

interface NetworkLike {
  readonly state: readonly tf.Variable[];
  forward(...args: never[]): unknown;
}

interface Average {
  readonly network: NetworkLike;
  readonly count: number;
  restored(count: number): void;
}

/** What `training` can be given. */
export type Part =
  Stream | Optimizer | NetworkLike | Average | tf.LayersModel | tf.Variable | KeptValue;

/** One part's state: some of these, at least one. */
export interface KeptPart {
  readonly variables: readonly tf.Variable[];
  readonly counter?: { get(): number; set(count: number): void };
  readonly stream?: Stream;
  readonly value?: KeptValue;
}

/**
 * How a part is kept.
 *
 * @param name what the reader calls it
 * @throws in Japanese, naming it, if nobody knows how
 */
export function keptPart(name: string, part: unknown): KeptPart {
  const found = recognise(part);
  if (found) return found;
  throw new TypeError(
    `training()に渡した「${name}」は、保存のしかたが分かりません（受け取ったもの：${kindOf(part)}）。渡せるのは、ネットワーク、AdamとSgd、WeightAverage、state()とrestore()のあるもの（RandomやMnistBatches）、{ get, set }です。${hintFor(part)}`,
  );
}

function recognise(part: unknown): KeptPart | null {
  if (part instanceof tf.Variable) return { variables: [part] };
  if (part instanceof tf.LayersModel) {
    return { variables: part.weights.map((weight) => weight.read() as tf.Variable) };
  }
  if (!isRecord(part)) return null;
  if (isAverage(part)) return keptAverage(part);
  if (isOptimizer(part)) return keptOptimizer(part);
  if (isNetwork(part)) return { variables: part.state };
  if (isStream(part)) return { variables: [], stream: part };
  if (isKeptValue(part)) return { variables: [], value: part };
  return null;
}

function keptAverage(average: Average): KeptPart {
  const set = (count: number) => {
    average.restored(count);
  };
  return { variables: average.network.state, counter: { get: () => average.count, set } };
}

function keptOptimizer(optimizer: Optimizer): KeptPart {
  const set = (step: number) => {
    optimizer.step = step;
  };
  return { variables: optimizer.stateVariables, counter: { get: () => optimizer.step, set } };
}

type Loose = Readonly<Record<string, unknown>>;

const isRecord = (part: unknown): part is Loose => typeof part === 'object' && part !== null;
const isFunction = (value: unknown) => typeof value === 'function';
const areVariables = (value: unknown) =>
  Array.isArray(value) && value.every((each) => each instanceof tf.Variable);

const isNetwork = (part: Loose): part is Loose & NetworkLike =>
  areVariables(part['state']) && isFunction(part['forward']);
const isOptimizer = (part: Loose): part is Loose & Optimizer =>
  areVariables(part['stateVariables']) && typeof part['step'] === 'number';
const isAverage = (part: Loose): part is Loose & Average =>
  isRecord(part['network']) &&
  isNetwork(part['network']) &&
  typeof part['count'] === 'number' &&
  isFunction(part['restored']);
const isStream = (part: Loose): part is Loose & Stream =>
  isFunction(part['state']) && isFunction(part['restore']);
const isKeptValue = (part: Loose): part is Loose & KeptValue =>
  isFunction(part['get']) && isFunction(part['set']);

function kindOf(part: unknown): string {
  if (part === null) return 'null';
  if (typeof part !== 'object') return typeof part;
  const { constructor } = part as { constructor?: { name?: string } };
  return constructor?.name ?? 'object';
}

function hintFor(part: unknown): string {
  if (part instanceof tf.Optimizer) return 'tf.trainの代わりに、ganのAdamかSgdを使ってください。';
  if (part instanceof tf.Tensor) return 'テンソルはtf.variable()で変数にすると渡せます。';
  if (typeof part === 'function') return '関数に状態があるなら、{ get, set }で渡してください。';
  if (['number', 'string', 'boolean'].includes(typeof part)) {
    return '変わらない値なら、渡さなくてかまいません。変わる値は{ get: () => 値, set: (v) => { 値 = v; } }で渡してください。';
  }
  return '';
}
