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
import { EditorState } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { ganNames } from '@lib/notebook/gan-names';
import type { EditorOptions } from './contract';
import { layerNames, tfNames } from './tf-names';

const notebookNames: readonly Completion[] = [
  { label: 'print', detail: '値を表示', type: 'function' },
  { label: 'showImages', detail: '画像を並べて表示', type: 'function' },
  { label: 'table', detail: '表を表示', type: 'function' },
  { label: 'plot', detail: '曲線を表示', type: 'function' },
  { label: 'progress', detail: '進みを表示', type: 'function' },
  { label: 'training', detail: '止められて続けられる学習', type: 'function' },
  { label: 'stopped', detail: '止めたかどうか', type: 'variable' },
  { label: 'tf', detail: 'TensorFlow.js', type: 'namespace' },
];

const ganExports: readonly Completion[] = ganNames.map((label) => ({
  label,
  detail: 'gan',
  type: /^[A-Z]/.test(label) ? 'class' : 'function',
}));

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
    EditorState.phrases.of({ Completions: '補完の候補' }),
  ];
}

/** Within the braces of `import { … } from 'gan'`. */
function inImport(context: CompletionContext): CompletionResult | null {
  const { from, text } = context.state.doc.lineAt(context.pos);
  const before = text.slice(0, context.pos - from);
  if (!/^\s*import\s*(type\s*)?\{[^}]*$/.test(before)) return null;
  const word = context.matchBefore(/[\w$]*/);
  return { from: word?.from ?? context.pos, options: [...ganExports], validFor: /^[\w$]*$/ };
}

/** Behind `tf.` and `tf.layers.`. */
function ofTf(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/\btf\.(layers\.)?\w*/);
  if (!typed) return null;
  const isLayer = typed.text.startsWith('tf.layers.');
  const names = Object.entries(isLayer ? layerNames : tfNames);
  return {
    from: typed.from + (isLayer ? 'tf.layers.' : 'tf.').length,
    options: names.map(([label, detail]) => ({ label, detail, type: 'function' })),
    validFor: /^\w*$/,
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
