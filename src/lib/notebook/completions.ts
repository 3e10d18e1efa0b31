/** What the editor offers while the reader types: data that `tools/make-completions.ts` writes. */
import data from './completions.json';

export interface Completion {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'constant';
  /** As a reader calls it: `(z, { count, seed? })`; empty for a constant. */
  readonly parameters: string;
  /** One line of Japanese. */
  readonly line: string;
}

/**
 * Where names are offered: what `'gan'` exports, the notebook's own functions, and what stands behind
 * `tf.`, `tf.layers.` and `tf.initializers.`.
 */
export type CompletionScope = 'gan' | 'notebook' | 'tf' | 'tf.layers' | 'tf.initializers';

/** Explanations by parameter or, where that means different things, by `function.parameter`. */
type ParameterLines = Readonly<Record<string, string>>;

export interface CompletionData extends Readonly<
  Record<CompletionScope, readonly (readonly [string, string, string, string])[]>
> {
  /** Of `'gan'` and the notebook's own functions; of `tf.layers` and `tf.initializers`. */
  readonly parameters: { readonly own: ParameterLines; readonly layers: ParameterLines };
}

/** By scope: name, kind's first letter, parameters, line. */
const known = data as unknown as CompletionData;

const kinds: Readonly<Record<string, Completion['kind']>> = {
  f: 'function',
  c: 'class',
  k: 'constant',
};

export function completionsOf(scope: CompletionScope): Completion[] {
  return known[scope].map(([name, kind, parameters, line]) => ({
    name,
    kind: kinds[kind] ?? 'constant',
    parameters,
    line,
  }));
}

/** A parameter that is taken apart: the names in its braces, `?` behind those that can be left out. */
export type Parameter = string | readonly string[];

/** The parameters one by one: `(z, { count, seed? })` is `['z', ['count', 'seed?']]`. */
export function parametersOf({ parameters }: Pick<Completion, 'parameters'>): readonly Parameter[] {
  const all = parameters.slice(1, -1).match(/\{[^}]*\}|[^,\s]+/g) ?? [];
  return all.map((each) => (each.startsWith('{') ? (each.match(/[\w$]+\??/g) ?? []) : each));
}

/** What a parameter or an option is, in a line of Japanese; `null` where none is told. */
export function parameterLine(scope: CompletionScope, called: string, name: string): string | null {
  if (scope === 'tf') return null;
  const { own, layers } = known.parameters;
  const lines = scope === 'gan' || scope === 'notebook' ? own : layers;
  const bare = name.replace(/^\.{3}|\?$/g, '');
  return lines[`${called}.${bare}`] ?? lines[bare] ?? null;
}

/** Options that are shown; all that are needed, and so many in any case. */
const mostShown = 5;

/** The parameters with the least needed of many options left out. */
export function shortParameters({ parameters }: Pick<Completion, 'parameters'>): string {
  return parameters.replace(/\{ ([^}]*) \}/g, (whole, inner: string) => {
    const names = inner.split(', ');
    const needed = names.filter((name) => !name.endsWith('?')).length;
    const shown = names.slice(0, Math.max(mostShown, needed));
    return shown.length < names.length ? `{ ${shown.join(', ')}, … }` : whole;
  });
}
