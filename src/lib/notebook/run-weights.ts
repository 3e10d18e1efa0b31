/** A kept run that goes on with the numbers of a safetensors file, as the site or its scripts write one. */
import { weightPlaces } from '../export/export-run';
import type { NamedTensor, TensorFile } from '../export/safetensors';
import { symbolOfNetwork } from '../export/symbols';
import type { Checkpoint } from '../training/trainer';
import { namesOf } from './run-snapshot';
import { type NetworkMake, readRunSettings } from './run-settings';

type Moment = readonly [key: string, name: string];

/**
 * The checkpoint with the file's weights in the place of its own. What optimizers have gathered is taken
 * too where the file has it for all of a network's weights; else it begins anew. An average that the file
 * does not have begins as what it averages.
 *
 * @param name of the file, for errors
 * @returns another checkpoint; the one given stays as it is
 * @throws (Japanese, naming the file) if a network's weights are missing, or of other shapes
 */
export function withWeights(
  checkpoint: Checkpoint,
  { tensors, metadata }: TensorFile,
  name: string,
): Checkpoint {
  const settings = readRunSettings(checkpoint.settings);
  if (!settings)
    throw new Error('この学習には重みを読み込めません。ネットワークの形が分からないためです。');
  const makes = Object.entries(settings.networks);
  const symbols = new Map(
    [...namesOf(makes)].map(([part, network]) => [part, symbolOfNetwork(network)]),
  );
  const arrays: Record<string, Float32Array> = { ...checkpoint.arrays };
  const optimizerSteps: Record<string, number> = { ...checkpoint.optimizerSteps };
  const take = (key: string, values: Float32Array) => {
    arrays[key] = values.slice();
  };
  const hasOwn = (part: string) =>
    Object.keys(tensors).some((tensor) => tensor.startsWith(`${symbols.get(part) ?? ''}.`));
  // Averages last: they may begin as what they average.
  const sorted = makes.toSorted(
    ([, a], [, b]) => Number(a.averages !== null) - Number(b.averages !== null),
  );
  for (const [part, make] of sorted) {
    if (make.averages !== null && !hasOwn(part)) {
      make.weights.forEach((_, i) => {
        take(`${part}/${i}`, arrays[`${make.averages ?? ''}/${i}`] ?? new Float32Array());
      });
      continue;
    }
    const names = namesOfWeights(symbols.get(part) ?? part, make);
    refuseOthers(name, { tensors, part, names, make });
    names.forEach(({ name: weight }, i) => {
      take(`${part}/${i}`, (tensors[weight] as NamedTensor).values);
    });
  }
  for (const [part, { optimizer, network }] of Object.entries(settings.optimizers)) {
    const make = settings.networks[network];
    const symbol = symbols.get(network);
    if (!make || symbol === undefined) continue;
    const moments = namesOfWeights(symbol, make)
      .filter(({ isLearned }) => isLearned)
      .flatMap(({ name: weight }, i) => momentsOf(part, { optimizer, weight, i }))
      .filter(([key]) => arrays[key]);
    const steps = Number(metadata[`${optimizer}.${symbol}.step`]);
    const isThere = moments.every(
      ([key, moment]) => tensors[moment]?.values.length === arrays[key]?.length,
    );
    const isWhole = isThere && Number.isInteger(steps) && steps >= 0;
    for (const [key, moment] of moments) {
      const values = isWhole ? tensors[moment]?.values : undefined;
      take(key, values ?? new Float32Array(arrays[key]?.length ?? 0));
    }
    optimizerSteps[part] = isWhole ? steps : 0;
  }
  return { ...checkpoint, arrays, optimizerSteps };
}

function namesOfWeights(symbol: string, { topology, weights }: NetworkMake) {
  const weightSpecs = weights.map(({ name, shape }) => ({
    ...{ name, shape: [...shape], dtype: 'float32' },
  }));
  return weightPlaces(symbol, { modelTopology: topology, weightSpecs });
}

/** Where an optimizer keeps what it has gathered of its i-th variable, and what files call it. */
function momentsOf(
  part: string,
  { optimizer, weight, i }: { optimizer: 'adam' | 'sgd'; weight: string; i: number },
): readonly Moment[] {
  if (optimizer === 'sgd') return [[`${part}/${i}`, `sgd.${weight}.u`]];
  return [
    [`${part}/${2 * i}`, `adam.${weight}.m`],
    [`${part}/${2 * i + 1}`, `adam.${weight}.v`],
  ];
}

interface Expected {
  readonly tensors: TensorFile['tensors'];
  /** As the reader calls the network. */
  readonly part: string;
  readonly names: ReturnType<typeof namesOfWeights>;
  readonly make: NetworkMake;
}

function refuseOthers(file: string, { tensors, part, names, make }: Expected): void {
  const problem = (why: string) =>
    new Error(
      `「${file}」の重みは、この学習の「${part}」に合いません。${why}ネットワークのコードを、重みを保存したときと同じにしてください。`,
    );
  names.forEach(({ name }, i) => {
    const tensor = tensors[name];
    if (!tensor) throw problem(`「${name}」がありません。`);
    const [expected, received] = [make.weights[i]?.shape ?? [], tensor.shape];
    if (expected.join() !== received.join()) {
      throw problem(
        `「${name}」の形は[${received.join('×')}]ですが、[${expected.join('×')}]が必要です。`,
      );
    }
  });
  const known = new Set(names.map(({ name }) => name));
  const start = `${names[0]?.name.split('.')[0] ?? ''}.`;
  const stray = Object.keys(tensors).find((name) => name.startsWith(start) && !known.has(name));
  if (stray !== undefined) throw problem(`この学習にない「${stray}」が入っています。`);
}
