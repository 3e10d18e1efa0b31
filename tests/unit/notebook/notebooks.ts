/**
 * Notebooks made up from a row of numbers, and edits of them: cells in an order of their own that use
 * each other's names in functions, classes, loops and shadows, and trainings that change objects.
 */
import type { Texts } from './notebook';

/** What a cell gives under its name. */
type Kind = 'number' | 'function' | 'model' | 'training';

interface MadeCell {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  /** All but the last line, which shows what the cell has made. */
  readonly text: string;
  readonly show: string;
  /** Cells whose names it uses. */
  readonly uses: readonly string[];
}

export class NotebookMaker {
  private at = 0;
  private made = 0;
  /** In an order in which they can run. */
  private cells: readonly MadeCell[] = [];
  /** In the notebook's order. */
  private order: readonly string[] = [];

  constructor(private readonly tape: readonly number[]) {
    const count = 2 + this.number(5);
    for (let i = 0; i < count; i++) this.add();
  }

  get ids(): readonly string[] {
    return this.order;
  }

  get texts(): Texts {
    const texts: Record<string, string> = {};
    for (const id of this.order) {
      const cell = this.cells.find((other) => other.id === id);
      if (cell) texts[id] = `${cell.text}\n${cell.show}`;
    }
    return texts;
  }

  /** The whole notebook as one program of TypeScript that gives what each cell shows, by its id. */
  get program(): string {
    const parts = this.cells.map(({ id, text, show }) =>
      `${text}\nshown.${id} = ${show};`
        .replace(/\b_own\b/g, `_own_${id}`)
        .replace(/^export /gm, ''),
    );
    return `const shown: Record<string, unknown> = {};\n${parts.join('\n')}\nreturn shown;`;
  }

  number(below: number): number {
    return (this.tape[this.at++ % this.tape.length] ?? 0) % below;
  }

  pick<T>(options: readonly T[]): T {
    return options[this.number(options.length)] as T;
  }

  add(): void {
    const id = `c${String(this.made++)}`;
    const place = this.number(this.order.length + 1);
    this.order = [...this.order.slice(0, place), id, ...this.order.slice(place)];
    this.cells = [...this.cells, this.cell(id, this.cells)];
  }

  /** Another text for a cell, which goes on giving the same. */
  edit(): void {
    const i = this.number(this.cells.length);
    const old = this.cells[i];
    if (!old) return;
    const changed = this.cell(old.id, this.cells.slice(0, i), old.kind);
    this.cells = this.cells.map((cell) => (cell === old ? changed : cell));
  }

  /** A cell that nobody needs goes, if there is one. */
  delete(): void {
    const free = this.cells.filter(({ id }) => !this.cells.some(({ uses }) => uses.includes(id)));
    if (this.cells.length < 3 || free.length === 0) return;
    const { id } = this.pick(free);
    this.cells = this.cells.filter((cell) => cell.id !== id);
    this.order = this.order.filter((other) => other !== id);
  }

  move(): void {
    const id = this.pick(this.order);
    const rest = this.order.filter((other) => other !== id);
    const place = this.number(rest.length + 1);
    this.order = [...rest.slice(0, place), id, ...rest.slice(place)];
  }

  private cell(id: string, above: readonly MadeCell[], kept?: Kind): MadeCell {
    const name = `n_${id}`;
    const uses = new Set<string>();
    const taken = (cell: MadeCell) =>
      this.cells.some((c) => c.id !== id && c.uses.includes(cell.id));
    const models = above.filter((cell) => cell.kind === 'model' && !taken(cell));
    const kinds: Kind[] = ['number', 'number', 'function', 'model'];
    if (models.length > 0) kinds.push('training', 'training');
    // A training of nothing else than what only it changes has one outcome.
    const kind = kept === 'training' && models.length === 0 ? 'number' : (kept ?? this.pick(kinds));
    const term = () => this.term(above, uses);
    const made = { id, name, kind, uses: [] as string[] };
    if (kind === 'training') {
      const model = this.pick(models);
      uses.add(model.id);
      const inner = this.pick([`{ ${model.name} }`, `{ part: ${model.name} }`]);
      const text = `const ${name} = training('t', ${inner});\n${name}.run(${String(1 + this.number(5))});\nconst _own = ${model.name}.weight + ${term()};`;
      return { ...made, text, show: `(_own)`, uses: [...uses] };
    }
    const { text, show } = this.body(kind, name, term, above);
    return { ...made, text, show, uses: [...uses] };
  }

  private body(
    kind: Exclude<Kind, 'training'>,
    name: string,
    term: () => string,
    above: readonly MadeCell[],
  ): { text: string; show: string } {
    const shadow = above.at(-1)?.name ?? 'other';
    if (kind === 'model') {
      return { text: `const ${name}: { weight: number } = { weight: ${term()} };`, show: `(0)` };
    }
    if (kind === 'function') {
      const text = this.pick([
        () =>
          `export function ${name}(x: number = ${term()}): number { return (x * 3 + ${term()}) % 1009; }`,
        () =>
          `const _own = ${term()};\nconst ${name} = (x = 1): number => { let s = _own; for (let i = 0; i < 2; i++) s += x; return s % 1009; };`,
        () =>
          `class ${name}_class<T> { #k: number = ${term()}; run(x?: number) { return (this.#k + (x ?? 2)) % 1009; } }\nconst ${name} = (x?: number) => new ${name}_class<string>().run(x);`,
        () =>
          `const ${name} = (${shadow} = 4) => { { const ${shadow} = 5; void ${shadow}; } return ${shadow} % 7; };`,
      ])();
      return { text, show: `(${name}(5))` };
    }
    const text = this.pick([
      () => `const ${name}: number = ${term()};`,
      () => `let ${name} = ${term()};\nfor (let i = 0; i < 3; i++) ${name} = (${name} + i) % 1009;`,
      () =>
        `const { a: ${name}, ...${name}_rest }: Record<string, number> = { a: ${term()}, b: ${term()} };`,
      () =>
        `const _own = [${term()}, ${term()}] as const;\nlet ${name} = 0;\nfor (const x of _own) { ${name} += x; if (${name} > 5000) continue; }`,
      () => `const ${name} = (await Promise.resolve(${term()}))!;`,
      () =>
        `var ${name} = 1;\ndo { const ${shadow} = 2; ${name} += ${shadow} } while (${name} < 6)\n${name} += ${term()};`,
      () =>
        `let ${name} = 0;\ntry { throw ${term()} } catch (${shadow}) { ${name} = Number(${shadow}) }`,
    ])();
    return { text, show: `(${name})` };
  }

  /** A number, perhaps made from what another cell gives. */
  private term(above: readonly MadeCell[], uses: Set<string>): string {
    const others = above.filter(({ kind }) => kind === 'number' || kind === 'function');
    if (others.length === 0 || this.number(4) === 0) return String(this.number(100));
    const cell = this.pick(others);
    uses.add(cell.id);
    return cell.kind === 'function' ? `${cell.name}(${String(this.number(9))})` : cell.name;
  }
}
