/**
 * A notebook cell's text to a module that the evaluator can run: types to blanks, imports to the
 * objects that are handed in, the names of other cells fetched, its own given out. Lines stay where
 * they are, so that an error's place is the reader's.
 */
import { eraseTypes } from './compiler/erase';
import { readImports, type CellImports } from './compiler/imports';
import { globalNames, notebookNames } from './compiler/known-names';
import { moduleText } from './compiler/module-text';
import { findNames, type Names } from './compiler/names';
import { checkNames, checkSyntax } from './compiler/checks';
import { consumedNames } from './compiler/consumed';
import type { CodeFault } from './compiler/faults';
import { faultsIn } from './compiler/faults';
import { positionIn, Rewrite, type CodePosition } from './compiler/rewrite';
import { parseModule, type SyntaxNode } from './compiler/syntax';
import { syntaxTrouble } from './compiler/syntax-words';

export type { CodeFault } from './compiler/faults';
export type { CodePosition } from './compiler/rewrite';

export interface CompileOptions {
  /** The cell's id, `[a-z0-9-]{1,64}`. */
  readonly id: string;
  /** What `'gan'` exports as values. */
  readonly exports: readonly string[];
  /** What `'@tensorflow/tfjs'` exports; without it such names are not checked. */
  readonly tfExports?: readonly string[];
}

/** Where in the reader's text something stands. */
export interface CodeRange {
  readonly from: CodePosition;
  readonly to: CodePosition;
}

export interface CompiledCell {
  readonly id: string;
  /**
   * Names that the cell gives to others: declared by statements of its top level, not beginning with
   * `_`. Imports are the cell's own. Of a text that cannot be read, those that seem to be meant.
   */
  readonly defines: readonly string[];
  /** Free names that other cells must give. */
  readonly uses: readonly string[];
  /** Those of `uses` whose objects the cell hands to `training(…)`, which changes them. */
  readonly consumes: readonly string[];
  /** Where the names of `defines` are declared and those of `uses` first stand. */
  readonly places: ReadonlyMap<string, CodeRange>;
  readonly imports: CellImports;
  /** An ES module's text: one line in front, the reader's text below. Empty with faults. */
  readonly code: string;
  /** Place in `code`, as in a stack trace, to place in the reader's text. */
  original(position: CodePosition): CodePosition;
  /** Empty: it can run. Unknown names and cycles are the whole notebook's (`graph.ts`). */
  readonly faults: readonly CodeFault[];
}

/** Compiles one cell by itself. Pure: the same text gives the same module. */
export function compileCell(source: string, options: CompileOptions): CompiledCell {
  try {
    return compileTree(parseModule(source), source, options);
  } catch (thrown) {
    return unreadable(source, options.id, thrown);
  }
}

function compileTree(tree: SyntaxNode, source: string, options: CompileOptions): CompiledCell {
  const rewrite = new Rewrite(source);
  const unerasable = eraseTypes(tree, source, rewrite);
  const names = findNames(tree);
  const imports = readImports(tree, names, options);
  const report = faultsIn(source);
  checkSyntax(tree, unerasable, report);
  imports.check(report);
  checkNames(names, report);

  const defines = given(names);
  const uses = needed(names);
  const faults = report.faults();
  const header = { defines, uses, imports: imports.statements };
  const code = faults.length > 0 ? '' : moduleText({ source, tree, rewrite, header });
  return {
    id: options.id,
    defines,
    uses,
    consumes: consumedNames(tree, names).filter((name) => uses.includes(name)),
    places: placesOf(source, names),
    imports: imports.names,
    code,
    original: ({ line, column }) => rewrite.original({ line: line - 1, column }),
    faults,
  };
}

/** Names of the top level that others may use, in the order of the text. */
function given({ bindings }: Names): string[] {
  return bindings
    .filter(({ name, kind, top }) => top && kind !== 'import' && !name.startsWith('_'))
    .map(({ name }) => name);
}

function needed({ references }: Names): string[] {
  const free = references.filter(({ binding }) => !binding).map(({ name }) => name);
  const known = new Set(notebookNames);
  return [...new Set(free)].filter((name) => !known.has(name) && !globalNames.has(name));
}

function placesOf(source: string, { bindings, references }: Names): Map<string, CodeRange> {
  const at = positionIn(source);
  const places = new Map<string, CodeRange>();
  for (const { name, node } of [...bindings, ...references.filter((use) => !use.binding)]) {
    if (places.has(name)) continue;
    places.set(name, { from: at(node.start), to: at(node.start + name.length) });
  }
  return places;
}

/** Lines that look like definitions: what others may go on calling known while a text is broken. */
const definition =
  /^(?:export\s+)?(?:(?:const|let|var|class|async\s+function|function)\*?)\s+([\p{ID_Start}$][\p{ID_Continue}$]*)/gmu;

function unreadable(source: string, id: string, thrown: unknown): CompiledCell {
  const trouble = syntaxTrouble(thrown, source);
  if (!trouble) throw thrown;
  const report = faultsIn(source);
  report.add(trouble, trouble.message);
  return {
    id,
    defines: [...new Set(Array.from(source.matchAll(definition), ([, name]) => name ?? ''))],
    uses: [],
    consumes: [],
    places: new Map(),
    imports: { gan: [], '@tensorflow/tfjs': [] },
    code: '',
    original: (position) => position,
    faults: report.faults(),
  };
}
