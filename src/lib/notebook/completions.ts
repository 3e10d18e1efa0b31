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

/** By scope: name, kind's first letter, parameters, line. */
export type CompletionData = Readonly<
  Record<CompletionScope, readonly (readonly [string, string, string, string])[]>
>;

const kinds: Readonly<Record<string, Completion['kind']>> = {
  f: 'function',
  c: 'class',
  k: 'constant',
};

export function completionsOf(scope: CompletionScope): Completion[] {
  return (data as unknown as CompletionData)[scope].map(([name, kind, parameters, line]) => ({
    name,
    kind: kinds[kind] ?? 'constant',
    parameters,
    line,
  }));
}
