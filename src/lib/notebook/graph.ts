/** What the cells of a notebook are to each other: who gives a name, who needs it, in which order they run. */
import type { CodeFault, CompiledCell } from './compile';
import { absentNames, globalNames, nearestName, notebookNames } from './compiler/known-names';

/** A cell in its place in the notebook. */
export interface GraphCell {
  /** What the reader calls it. */
  readonly title: string;
  readonly compiled: CompiledCell;
}

export interface NotebookGraph {
  /** All cells as they would run from top to bottom: each behind what it needs. */
  readonly order: readonly string[];
  /** What keeps a cell from running: its own faults and the notebook's. */
  faults(id: string): readonly CodeFault[];
  /** The names that a cell needs from others, and who gives each. */
  needs(id: string): ReadonlyMap<string, string>;
  /** All cells that must have run before this one, in the order of execution. */
  ancestors(id: string): readonly string[];
  /** All cells that need this one, in the order of execution. */
  descendants(id: string): readonly string[];
}

/** `cells` in the notebook's order; `exports` are the names of `'gan'`, for those that forget the import. */
export function buildGraph(
  cells: readonly GraphCell[],
  { exports }: { readonly exports: readonly string[] },
): NotebookGraph {
  const definers = findDefiners(cells);
  const needs = new Map(
    cells.map(({ compiled }) => [compiled.id, needsOf(compiled, definers)] as const),
  );
  const makers = new Map([...needs].map(([id, given]) => [id, new Set(given.values())] as const));
  const below = (id: string) => makers.get(id) ?? new Set<string>();
  const order = orderOf(cells, below);
  const reach = (id: string, step: (id: string) => Iterable<string>) => {
    const found = reachable(id, step);
    return order.filter((other) => other !== id && found.has(other));
  };
  const users = new Map(order.map((id) => [id, order.filter((other) => below(other).has(id))]));
  const faults = new Map(
    cells.map((cell) => {
      const { id, faults: own } = cell.compiled;
      const circle = circleThrough(id, below);
      return [id, [...own, ...foundFaults({ cell, cells, definers, exports, circle })]];
    }),
  );
  return {
    order,
    faults: (id) => faults.get(id) ?? [],
    needs: (id) => needs.get(id) ?? new Map<string, string>(),
    ancestors: (id) => reach(id, below),
    descendants: (id) => reach(id, (other) => users.get(other) ?? []),
  };
}

type Definers = ReadonlyMap<string, readonly string[]>;

function findDefiners(cells: readonly GraphCell[]): Definers {
  const definers = new Map<string, string[]>();
  for (const { compiled } of cells) {
    for (const name of compiled.defines) {
      definers.set(name, [...(definers.get(name) ?? []), compiled.id]);
    }
  }
  return definers;
}

function needsOf({ id, uses }: CompiledCell, definers: Definers): Map<string, string> {
  const needs = new Map<string, string>();
  for (const name of uses) {
    const definer = definers.get(name)?.[0];
    if (definer !== undefined && definer !== id) needs.set(name, definer);
  }
  return needs;
}

/** Depth first in the notebook's order; in a circle, as it comes. */
function orderOf(cells: readonly GraphCell[], below: (id: string) => Iterable<string>): string[] {
  const order = new Set<string>();
  const entered = new Set<string>();
  const enter = (id: string) => {
    if (entered.has(id)) return;
    entered.add(id);
    for (const needed of below(id)) enter(needed);
    order.add(id);
  };
  for (const { compiled } of cells) enter(compiled.id);
  return [...order];
}

function reachable(from: string, step: (id: string) => Iterable<string>): Set<string> {
  const found = new Set<string>();
  const waiting = [...step(from)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...step(id));
  }
  return found;
}

/** The shortest way from a cell over what it needs back to itself, both ends included; or nothing. */
function circleThrough(id: string, below: (id: string) => Iterable<string>): readonly string[] {
  let ways = [[id]];
  const seen = new Set<string>();
  while (ways.length > 0) {
    const longer: string[][] = [];
    for (const way of ways) {
      for (const next of below(way.at(-1) ?? id)) {
        if (next === id) return [...way, id];
        if (!seen.has(next)) longer.push([...way, next]);
        seen.add(next);
      }
    }
    ways = longer;
  }
  return [];
}

interface FaultSearch {
  readonly cell: GraphCell;
  readonly cells: readonly GraphCell[];
  readonly definers: Definers;
  readonly exports: readonly string[];
  readonly circle: readonly string[];
}

function foundFaults({ cell, cells, definers, exports, circle }: FaultSearch): CodeFault[] {
  const { id, defines, uses, places } = cell.compiled;
  const titleOf = (other: string | undefined) =>
    `「${cells.find(({ compiled }) => compiled.id === other)?.title ?? ''}」`;
  const fault = (name: string, message: string): CodeFault[] => {
    const range = places.get(name);
    return range ? [{ message, ...range }] : [];
  };
  const doubled = defines.flatMap((name) => {
    const other = definers.get(name)?.find((definer) => definer !== id);
    if (other === undefined) return [];
    const words = `\`${name}\` はセル${titleOf(other)}でも定義されています。同じ名前は1つのセルだけで定義します。`;
    return fault(
      name,
      `${words}このセルの中だけで使うなら、\`_${name}\` のように \`_\` で始めます。`,
    );
  });
  const unknown = uses.flatMap((name) =>
    definers.has(name) ? [] : fault(name, unknownWords(name, [...definers.keys()], exports)),
  );
  if (circle.length === 0) return [...doubled, ...unknown];
  const needed = uses.find((name) => definers.get(name)?.[0] === circle[1]) ?? '';
  const way = circle.map(titleOf).join(' → ');
  return [
    ...doubled,
    ...unknown,
    ...fault(needed, `セルがぐるりとたがいを必要としていて、どれも先に実行できません：${way}。`),
  ];
}

function unknownWords(
  name: string,
  defined: readonly string[],
  exports: readonly string[],
): string {
  const absent = Object.hasOwn(absentNames, name) ? absentNames[name] : undefined;
  if (absent !== undefined) return absent;
  const missing = `\`${name}\` という名前はありません。`;
  if (exports.includes(name)) {
    return `${missing}はじめに \`import { ${name} } from 'gan'\` と書きます。`;
  }
  const near = nearestName(name, [...defined, ...exports, ...notebookNames, ...globalNames]);
  return near === null ? missing : `${missing}\`${near}\` のことでしょうか。`;
}
