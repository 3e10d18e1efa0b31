import { CompletionContext } from '@codemirror/autocomplete';
import { typescriptLanguage } from '@codemirror/lang-javascript';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { activeNames, callAt, lineOf } from '@components/cells/notebook/editor/calls';
import { ofOptions } from '@components/cells/notebook/editor/help';

/** The caret stands at `|`. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  const doc = marked.replace('|', '');
  return { state: EditorState.create({ doc, extensions: [typescriptLanguage] }), caret };
}

/** `name: its parameters at the caret`; `null` out of a known call. */
function hint(marked: string): string | null {
  const { state, caret } = at(marked);
  const call = callAt(state, caret);
  return call && `${call.known.name}: ${activeNames(call).join(' ')}`;
}

const imports = "import { Adam, linear as way, adversarialStep } from 'gan';\n";

test('within a call its function is known, and the parameter at the caret', () => {
  expect(hint('print(|)')).toBe('print: ...values');
  expect(hint('print(1, 2, |)')).toBe('print: ...values');
  expect(hint('progress(done, |')).toBe('progress: total');
  expect(hint(`${imports}way(a,\n  b|, 0.5)`)).toBe('linear: to');
  expect(hint(`${imports}new Adam(G.variables, { learningRate: 1|e-4, beta1: 0.5 })`)).toBe(
    'Adam: learningRate',
  );
  expect(hint(`${imports}new Adam(G.variables, {|})`)).toBe('Adam: ');
  expect(hint('tf.layers.dense({ units: 3, activation: | })')).toBe('dense: activation?');
  expect(hint('tf.layers.dense({ units: print(|) })')).toBe('print: ...values');
});

test('out of it, in a function within it, or of a function that nobody knows, there is none', () => {
  for (const text of ['print|()', 'print()|', 'print(() => { | })', 'own(|)', 'linear(a, |)', '|'])
    expect(hint(text), text).toBe(null);
});

test('a parameter is told of in a line', () => {
  const { state, caret } = at(`${imports}adversarialStep({ generator|, discriminator });`);
  const call = callAt(state, caret);
  expect(call && activeNames(call).map((name) => lineOf(call, name))).toEqual([
    '生成器の { network, optimizer }',
  ]);
});

test('behind a brace and a comma of an argument the options that it lacks are offered', () => {
  const offered = (marked: string) => {
    const { state, caret } = at(marked);
    return ofOptions(new CompletionContext(state, caret, false))?.options.map(({ label }) => label);
  };
  expect(offered('tf.layers.dense({ un| })')).toContain('units');
  const rest = offered('tf.layers.dense({ units: 3, a| })');
  expect(rest).toContain('activation');
  expect(rest).not.toContain('units');
  expect(offered(`${imports}new Adam(G.variables, { l| })`)).toEqual(['learningRate', 'beta1']);
  for (const text of ['tf.layers.dense({ units: t| })', 'const own = { un| }', 'print(un|)'])
    expect(offered(text), text).toBeUndefined();
});
