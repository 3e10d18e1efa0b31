/** The call that the caret stands in, of a function that the declarations tell of. */
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import {
  type Completion,
  completionsOf,
  type CompletionScope,
  parameterLine,
  parametersOf,
} from '@lib/notebook/completions';

export interface KnownCall {
  readonly scope: CompletionScope;
  readonly known: Completion;
  /** Of its opening parenthesis. */
  readonly from: number;
  /** The argument at the caret, from 0. */
  readonly argument: number;
  /** Within an object that is written there: the options it has, and the one at the caret. */
  readonly object: { readonly given: readonly string[]; readonly at: string | null } | null;
}

type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

/** A function within a call has parameters and names of its own. */
const limits = /^(Block|ArrowFunction|FunctionExpression|ClassBody)$/;
/** Longest first. */
const namespaces = ['tf.initializers', 'tf.layers', 'tf'] as const;

export function callAt(state: EditorState, caret: number): KnownCall | null {
  const before = /\s*$/.exec(state.sliceDoc(Math.max(0, caret - 200), caret))?.[0].length ?? 0;
  let below: SyntaxNode | null = null;
  let object: SyntaxNode | null = null;
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(caret - before, -1);
  for (; node && !limits.test(node.name); below = node, node = node.parent) {
    if (node.name === 'ObjectExpression' && isWithin(node, caret)) object = node;
    if (node.name !== 'ArgList' || !isWithin(node, caret)) continue;
    const found = calledBy(state, node);
    if (!found) return null;
    const argument = childrenOf(node, ',').filter(({ to }) => to <= caret).length;
    const isArgument = object !== null && object.parent?.from === node.from && below !== null;
    return {
      ...found,
      from: node.from,
      argument,
      object: isArgument && object ? optionsOf(state, object, caret) : null,
    };
  }
  return null;
}

/** The names that the call's parameter at the caret takes; the caret's own first. */
export function activeNames({ known, argument, object }: KnownCall): readonly string[] {
  const parameters = parametersOf(known);
  const last = parameters.at(-1);
  const isRest = typeof last === 'string' && last.startsWith('...');
  const parameter = parameters[argument] ?? (isRest ? last : undefined);
  if (parameter === undefined) return [];
  if (typeof parameter === 'string') return [parameter];
  const at = object?.at ?? null;
  return at === null ? [] : parameter.filter((name) => bare(name) === at);
}

/** The options that are not written yet, where the caret stands in an object that takes some. */
export function missingOptions({ known, argument, object }: KnownCall): readonly string[] {
  const parameter = parametersOf(known)[argument];
  if (!object || typeof parameter !== 'object') return [];
  return parameter.filter((name) => bare(name) === object.at || !object.given.includes(bare(name)));
}

export const bare = (parameter: string) => parameter.replace(/^\.{3}|\?$/g, '');

export function lineOf({ scope, known }: KnownCall, parameter: string): string | null {
  return parameterLine(scope, known.name, parameter);
}

function isWithin({ name, from, to, lastChild }: SyntaxNode, caret: number): boolean {
  const end = name === 'ArgList' ? ')' : '}';
  return from < caret && (caret < to || lastChild?.name !== end);
}

function childrenOf(node: SyntaxNode, name: string): SyntaxNode[] {
  return node.getChildren(name);
}

function calledBy(state: EditorState, list: SyntaxNode): Pick<KnownCall, 'scope' | 'known'> | null {
  const callee = list.parent?.firstChild;
  const named = callee?.name === 'new' ? callee.nextSibling : callee;
  if (!named || named.from >= list.from) return null;
  const text = state.sliceDoc(named.from, named.to).replace(/\s/g, '');
  const scope = namespaces.find((each) => text.startsWith(`${each}.`));
  if (scope) return knownIn(scope, text.slice(scope.length + 1));
  const imported = importedAs(state, text);
  return imported === null ? knownIn('notebook', text) : knownIn('gan', imported);
}

function knownIn(scope: CompletionScope, called: string) {
  const known = completionsOf(scope).find(({ name }) => name === called);
  return known && known.kind !== 'constant' ? { scope, known } : null;
}

/** What the cell imports from `'gan'` under a name. */
function importedAs({ doc }: EditorState, name: string): string | null {
  const lists = doc.toString().matchAll(/\bimport\s*\{([^}]*)\}\s*from\s*(['"])gan\2/g);
  for (const [, names = ''] of lists) {
    for (const [, imported, own = imported] of names.matchAll(/([\w$]+)(?:\s+as\s+([\w$]+))?/g)) {
      if (own === name) return imported ?? null;
    }
  }
  return null;
}

function optionsOf(state: EditorState, object: SyntaxNode, caret: number): KnownCall['object'] {
  const properties = object.getChildren('Property').map((property) => {
    const name = property.getChild('PropertyDefinition') ?? property.firstChild;
    return { property, name: name ? state.sliceDoc(name.from, name.to) : '' };
  });
  const commas = childrenOf(object, ',').filter(({ to }) => to <= caret);
  const start = commas.at(-1)?.to ?? object.from;
  const at = properties.find(({ property }) => property.from >= start && property.from <= caret);
  return { given: properties.map(({ name }) => name), at: at?.name ?? null };
}
