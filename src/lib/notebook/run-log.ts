/** The numbers that a run logs, as curves that go on where they were. */
import type { CellOutputOf } from './outputs';

/** Points of a curve at the most; then every other one goes, and half as many come. */
const mostPoints = 2000;

/** Chart by chart, curve by curve: the values at `steps`. */
export interface RunLogState {
  /** Steps between two points. */
  readonly every: number;
  readonly steps: readonly number[];
  readonly charts: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

export type LoggedNumbers = Readonly<Record<string, number>>;

/** Collects points, and makes messages of those that have not been shown. */
export class RunLog {
  private every = 1;
  private steps: number[] = [];
  private charts: Record<string, Record<string, number[]>> = {};
  /** Points that have been sent; 0 to send all anew. */
  private sent = 0;

  /** @param name of the run, which the charts' keys begin with */
  constructor(private readonly name: string) {}

  add(step: number, charts: Readonly<Record<string, LoggedNumbers>>): void {
    if (step % this.every !== 0) return;
    const place = this.steps.length;
    this.steps.push(step);
    for (const [chart, numbers] of Object.entries(charts)) {
      const curves = (this.charts[chart] ??= {});
      for (const [curve, value] of Object.entries(numbers)) {
        const values = (curves[curve] ??= []);
        // A curve that begins late, or has left out steps, has gaps.
        while (values.length < place) values.push(NaN);
        values.push(value);
      }
    }
    if (this.steps.length > mostPoints) this.thin();
  }

  /** A message for each chart with new points. */
  messages(): CellOutputOf<'curve'>[] {
    const from = this.sent;
    this.sent = this.steps.length;
    if (from === this.sent) return [];
    const x = Float64Array.from(this.steps.slice(from));
    return Object.entries(this.charts).map(([chart, curves]) => ({
      kind: 'curve' as const,
      key: `${this.name}/${chart}`,
      appends: from > 0,
      title: chart,
      xLabel: 'ステップ',
      series: Object.entries(curves).map(([name, values]) => {
        const y = Float64Array.from(values.slice(from));
        return { name, x: x.slice(0, y.length), y };
      }),
    }));
  }

  state(): RunLogState {
    return structuredClone({ every: this.every, steps: this.steps, charts: this.charts });
  }

  restore(state: RunLogState): void {
    const { every, steps, charts } = structuredClone(state) as {
      every: number;
      steps: number[];
      charts: Record<string, Record<string, number[]>>;
    };
    [this.every, this.steps, this.charts, this.sent] = [every, steps, charts, 0];
  }

  private thin(): void {
    this.every *= 2;
    const kept = this.steps.map((step) => step % this.every === 0);
    const thinned = (values: number[]) => values.filter((_, i) => kept[i]);
    this.steps = thinned(this.steps);
    for (const curves of Object.values(this.charts)) {
      for (const [name, values] of Object.entries(curves)) curves[name] = thinned(values);
    }
    this.sent = 0;
  }
}
