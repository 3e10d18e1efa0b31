/** A run's parts to a checkpoint and back. */
import type * as tf from '@tensorflow/tfjs';
import { checkArrays, readVariables, writeVariables } from '../nn/variables';
import type { Checkpoint, Metrics } from '../training/trainer';
import { type KeptPart, keptPart, type Part } from './parts';
import { networkMakes, optimizerMakes } from './part-makes';
import type { RunLogState } from './run-log';
import type { NetworkMake, RunSettings } from './run-settings';

export type RunCheckpoint = Checkpoint<RunSettings>;

/** All parts of a run by the names that the reader gave them. */
export class RunState {
  private readonly parts: readonly (readonly [string, KeptPart])[];
  /** Found once: no network changes its make. */
  private networks: Promise<Readonly<Record<string, NetworkMake>>> | null = null;

  /** @throws in Japanese, naming the part, if one cannot be kept */
  constructor(private readonly given: Readonly<Record<string, Part>>) {
    this.parts = Object.entries(given).map(([name, part]) => [name, keptPart(name, part)] as const);
  }

  /** A copy of everything, as it is now. */
  async checkpoint(step: number, metrics: Metrics, log: RunLogState): Promise<RunCheckpoint> {
    const optimizerSteps: Record<string, number> = {};
    const randomStates: Record<string, readonly number[]> = {};
    const values: Record<string, unknown> = {};
    for (const [name, { counter, stream, value }] of this.parts) {
      if (counter) optimizerSteps[name] = counter.get();
      if (stream) randomStates[name] = await stream.state();
      if (value) values[name] = structuredClone(value.get());
    }
    const arrays = await readVariables(this.variables);
    this.networks ??= networkMakes(this.given);
    const networks = await this.networks;
    const optimizers = optimizerMakes(this.given);
    const settings: RunSettings = { kind: 'notebook', values, log, networks, optimizers };
    return { step, metrics, settings, optimizerSteps, randomStates, arrays };
  }

  /**
   * Everything as it was.
   *
   * @throws in Japanese if it was taken from other parts; then nothing has changed
   */
  restore({ settings, optimizerSteps, randomStates, arrays }: RunCheckpoint): void {
    try {
      checkArrays(this.variables, arrays);
      for (const [name, { counter, stream, value }] of this.parts) {
        const isMissing =
          (counter && optimizerSteps[name] === undefined) ||
          (stream && randomStates[name] === undefined) ||
          (value && !(name in settings.values));
        if (isMissing) throw new Error(`保存された状態に「${name}」がありません。`);
      }
    } catch (error) {
      throw new Error(
        `保存したときとネットワークや部品が違うので、続きから始められません。${String((error as Error).message)}`,
        { cause: error },
      );
    }
    writeVariables(this.variables, arrays);
    for (const [name, { counter, stream, value }] of this.parts) {
      counter?.set(optimizerSteps[name] ?? 0);
      stream?.restore(randomStates[name] ?? []);
      value?.set(structuredClone(settings.values[name]) as never);
    }
  }

  private get variables(): Record<string, tf.Variable> {
    const named = this.parts.flatMap(([name, { variables }]) =>
      variables.map((variable, i) => [`${name}/${i}`, variable] as const),
    );
    return Object.fromEntries(named);
  }
}
