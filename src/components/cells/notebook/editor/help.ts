/** What comes once the editor stands there: completion, parameters, brackets, seldom keys. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { localCompletionSource } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { highlightSpecialChars, keymap } from '@codemirror/view';
import { completionsOf, type CompletionScope, shortParameters } from '@lib/notebook/completions';
import { bare, callAt, lineOf, missingOptions } from './calls';
import type { EditorOptions } from './contract';
import { hints } from './hints';

const types = { function: 'function', class: 'class', constant: 'constant' } as const;

/** What a scope offers: the name, how it is called, and a line on what it is for. */
function offered(scope: CompletionScope): Completion[] {
  return completionsOf(scope).map((known) => ({
    label: known.name,
    detail: shortParameters(known),
    info: known.line,
    type: types[known.kind],
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

/** @param isQuiet whether nothing is shown that the reader has not asked for */
export function help({ names }: Pick<EditorOptions, 'names'>, isQuiet: boolean): Extension {
  const others = (context: CompletionContext) => ofOthers(context, names);
  return [
    closeBrackets(),
    bracketMatching(),
    indentOnInput(),
    highlightSpecialChars(),
    isQuiet ? [] : hints,
    autocompletion({
      override: [inImport, ofTf, ofOptions, localCompletionSource, others],
      activateOnTyping: !isQuiet,
      icons: false,
      // A reader who types on is not held up.
      activateOnTypingDelay: 150,
    }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap]),
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

/** What the object that is written as an argument may hold; behind `{` and `,`. */
export function ofOptions(context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context;
  const word = context.matchBefore(/[\w$]+/);
  const from = word?.from ?? pos;
  if ((!word && !explicit) || !/[{,]\s*$/.test(state.sliceDoc(Math.max(0, from - 200), from)))
    return null;
  const call = callAt(state, pos);
  const options = call ? missingOptions(call) : [];
  if (!call || options.length === 0) return null;
  return {
    from,
    options: options.map((name) => ({
      label: bare(name),
      detail: lineOf(call, name) ?? '',
      type: 'property',
      // The needed ones first, before names of variables.
      boost: name.endsWith('?') ? 1 : 2,
    })),
    validFor: /^[\w$]*$/,
  };
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
