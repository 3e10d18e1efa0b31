import * as tf from '@tensorflow/tfjs';
import type { CellOutput } from '@lib/notebook/outputs';
import type { RunHost } from '@lib/notebook/run-host';
import type { Checkpoint } from '@lib/training/trainer';

/** A host whose clock goes on by so much at every look, and which keeps states as a page would. */
export class FakeRunHost implements RunHost {
  readonly outputs: CellOutput[] = [];
  readonly states = new Map<string, Checkpoint>();
  /** What the reader's stop is asked by. */
  isStopping = false;
  keeps = 0;
  time = 0;

  constructor(private readonly tick = 1) {}

  keep(name: string, checkpoint: Checkpoint): Promise<void> {
    this.keeps += 1;
    this.states.set(name, structuredClone(checkpoint));
    return Promise.resolve();
  }

  kept(name: string): Promise<Checkpoint | null> {
    return Promise.resolve(structuredClone(this.states.get(name) ?? null));
  }

  keptStep(name: string): Promise<number | null> {
    return Promise.resolve(this.states.get(name)?.step ?? null);
  }

  emit(output: CellOutput): void {
    this.outputs.push(output);
  }

  stopRequested(): boolean {
    return this.isStopping;
  }

  now(): number {
    return (this.time += this.tick);
  }

  turn(): Promise<void> {
    return Promise.resolve();
  }

  tensors(): number {
    return tf.memory().numTensors;
  }

  get texts(): string[] {
    return this.outputs.flatMap((output) => (output.kind === 'text' ? [output.text] : []));
  }
}
