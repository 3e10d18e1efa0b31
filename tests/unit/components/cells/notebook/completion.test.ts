import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { inImport, ofTf } from '@components/cells/notebook/editor/help';

const at = (text: string) =>
  new CompletionContext(EditorState.create({ doc: text }), text.length, false);

test('within the braces of an import gan’s names are offered, on any of its lines', () => {
  for (const text of ['import { ad', 'import {\n  Adam,\n  ad', 'import type { ']) {
    expect(inImport(at(text))?.options.map(({ label }) => label)).toContain('adversarialStep');
  }
  for (const text of [
    'ad',
    "import {\n  Adam,\n} from 'gan';\nad",
    "import { Adam } from 'gan'; ad",
  ]) {
    expect(inImport(at(text))).toBe(null);
  }
});

test('behind tf and its namespaces their functions are offered, with how they are called', () => {
  const dense = ofTf(at('const layer = tf.layers.de'));
  expect(dense?.from).toBe('const layer = tf.layers.'.length);
  expect(dense?.options.find(({ label }) => label === 'dense')).toMatchObject({
    detail: '({ units, activation?, useBias?, kernelInitializer?, biasInitializer?, … })',
    info: '全結合層',
  });
  expect(ofTf(at('tf.initializers.'))?.options.map(({ label }) => label)).toContain('heNormal');
  expect(ofTf(at('tf.so'))?.options.map(({ label }) => label)).toContain('softplus');
  expect(ofTf(at('so'))).toBe(null);
});
