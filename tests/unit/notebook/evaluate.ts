/** Runs compiled cells as the notebook's worker does: modules from their text, values by cell. */
import type { CompiledCell } from '@lib/notebook/compile';

export interface EvaluatorParts {
  readonly gan?: Readonly<Record<string, unknown>>;
  readonly tf?: Readonly<Record<string, unknown>>;
  /** Called at the head of each loop's body. */
  readonly guard?: () => void;
}

/** A notebook's values, by the cells that gave them. */
export class TestEvaluator {
  readonly shown: unknown[] = [];
  readonly printed: unknown[] = [];
  /** Steps of the cells that train. */
  readonly trained = new Map<string, number>();
  private readonly given = new Map<string, Readonly<Record<string, () => unknown>>>();

  constructor(private readonly parts: EvaluatorParts = {}) {}

  /** Runs one cell; what it threw is thrown here, with the module's own places in its stack. */
  async run(cell: CompiledCell): Promise<void> {
    if (cell.faults.length > 0) throw new Error(cell.faults[0]?.message);
    const address = `data:text/javascript,${encodeURIComponent(cell.code)}`;
    const { default: body } = (await import(/* @vite-ignore */ address)) as {
      default: (given: Readonly<Record<string, unknown>>) => Promise<void>;
    };
    this.given.delete(cell.id);
    this.trained.delete(cell.id);
    await body({
      ...this.parts,
      tf: this.parts.tf ?? {},
      gan: this.parts.gan ?? {},
      guard: this.parts.guard ?? (() => undefined),
      take: (name: string) => this.take(name),
      give: (getters: Readonly<Record<string, () => unknown>>) => {
        this.given.set(cell.id, getters);
      },
      show: (value: unknown) => this.shown.push(value),
      print: (...values: unknown[]) => this.printed.push(...values),
      training: trainingOf((steps) => {
        this.trained.set(cell.id, (this.trained.get(cell.id) ?? 0) + steps);
      }),
    });
  }

  forget(id: string): void {
    this.given.delete(id);
  }

  /** A name's value as it is now; throws if no cell has given it, or not yet. */
  take(name: string): unknown {
    for (const getters of this.given.values()) {
      const getter = Object.hasOwn(getters, name) ? getters[name] : undefined;
      if (getter) return getter();
    }
    throw new ReferenceError(`${name} is not given`);
  }
}

/** A stand-in for `training`: each step changes each part by something that depends on what it was. */
export const trainingOf =
  (onSteps: (steps: number) => void) =>
  (_name: string, parts: Readonly<Record<string, { weight: number }>>) => ({
    run: (steps: number) => {
      for (const part of Object.values(parts)) {
        for (let i = 0; i < steps; i++) part.weight = (part.weight * 7 + 3) % 1009;
      }
      onSteps(steps);
    },
  });
