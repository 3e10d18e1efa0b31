/** Completion, and brackets that close by themselves: what comes once the editor stands there. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import { localCompletionSource } from '@codemirror/lang-javascript';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { completionsOf, type CompletionScope } from '@lib/notebook/completions';
import type { EditorOptions } from './contract';

const types = { function: 'function', class: 'class', constant: 'constant' } as const;

/** What a scope offers: the name, how it is called, and a line on what it is for. */
function offered(scope: CompletionScope): Completion[] {
  return completionsOf(scope).map(({ name, kind, parameters, line }) => ({
    label: name,
    detail: parameters,
    info: line,
    type: types[kind],
  }));
}

const ganExports = offered('gan');
const notebookNames: readonly Completion[] = [
  ...offered('notebook'),
  { label: 'tf', detail: 'TensorFlow.js', type: 'namespace' },
];
/** Longest first. */
const behindTf = (['tf.initializers', 'tf.layers', 'tf'] as const).map(
  (scope) => [`${scope}.`, offered(scope)] as const,
);

export function help({ names }: Pick<EditorOptions, 'names'>): Extension {
  return [
    closeBrackets(),
    autocompletion({
      override: [inImport, ofTf, localCompletionSource, (context) => ofOthers(context, names)],
      icons: false,
      // A reader who types on is not held up.
      activateOnTypingDelay: 150,
    }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap]),
  ];
}

/** Within the braces of `import { … } from 'gan'`. */
export function inImport(context: CompletionContext): CompletionResult | null {
  const before = context.state.sliceDoc(0, context.pos);
  if (!/(?:^|\n)\s*import\s*(?:type\s*)?\{[^}]*$/.test(before)) return null;
  const word = context.matchBefore(/[\w$]*/);
  return { from: word?.from ?? context.pos, options: ganExports, validFor: /^[\w$]*$/ };
}

/** Behind `tf.`, `tf.layers.` and `tf.initializers.`. */
export function ofTf(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/\btf\.(?:(?:layers|initializers)\.)?\w*/);
  const [start, options] = behindTf.find(([known]) => typed?.text.startsWith(known)) ?? [];
  if (!typed || start === undefined || !options) return null;
  return { from: typed.from + start.length, options, validFor: /^\w*$/ };
}

/** Names of other cells and of the notebook; not behind a dot, in a text or in a comment. */
async function ofOthers(
  context: CompletionContext,
  names: EditorOptions['names'],
): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w$]+/);
  const isWanted = word !== null ? word.text.length > 1 : context.explicit;
  if (!isWanted || context.tokenBefore(['String', 'LineComment', 'BlockComment', 'TemplateString']))
    return null;
  const from = word?.from ?? context.pos;
  if (context.state.sliceDoc(from - 1, from) === '.') return null;
  const others = (await names()).map((label) => ({ label, detail: '別のセル', type: 'variable' }));
  return { from, options: [...others, ...notebookNames], validFor: /^[\w$]*$/ };
}
