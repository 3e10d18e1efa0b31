import { describe, expect, it } from 'vitest';
import { graphOf } from './notebook';

const messagesOf = (texts: Record<string, string>, id: string) =>
  graphOf(texts)
    .graph.faults(id)
    .map(({ message, from }) => `${from.line}: ${message}`);

describe('buildGraph', () => {
  it('orders cells by what they need, whatever their places', () => {
    const { graph } = graphOf({
      c: 'const z = y + x;',
      a: 'const x = 1;',
      b: 'const y = x;',
      d: 'const w = 1;',
    });
    expect(graph.order).toEqual(
      ['b', 'a', 'c', 'd'].sort((p, q) => 'abcd'.indexOf(p) - 'abcd'.indexOf(q)),
    );
    expect(graph.ancestors('c')).toEqual(['a', 'b']);
    expect(graph.descendants('a')).toEqual(['b', 'c']);
    expect([...graph.needs('c')]).toEqual([
      ['y', 'b'],
      ['x', 'a'],
    ]);
    expect(graph.faults('c')).toEqual([]);
  });

  it('refuses a name that two cells define, in both', () => {
    const texts = { a: 'const x = 1;', b: '\nlet x = 2;' };
    expect(messagesOf(texts, 'a')[0]).toMatch(/^1: `x` はセル「B」でも定義/);
    expect(messagesOf(texts, 'b')[0]).toMatch(/^2: `x` はセル「A」でも定義/);
    expect(messagesOf({ a: 'const _x = 1;', b: 'const _x = 2;' }, 'a')).toEqual([]);
  });

  it('names what is not there, with what may be meant', () => {
    const texts = {
      a: 'const generator = 1;',
      b: 'generater;\ncreateGenerator();\nfetch(1);\nqqq;\nprnt(1);',
    };
    expect(messagesOf(texts, 'b')).toEqual([
      '1: `generater` という名前はありません。`generator` のことでしょうか。',
      "2: `createGenerator` という名前はありません。はじめに `import { createGenerator } from 'gan'` と書きます。",
      expect.stringMatching(/^3: セルからはネットワークを使えません/),
      '4: `qqq` という名前はありません。',
      '5: `prnt` という名前はありません。`print` のことでしょうか。',
    ]);
  });

  it('shows a circle to each of its cells and to nobody else', () => {
    const texts = { a: 'const x = z;', b: 'const y = x;', c: 'const z = y;', d: 'z;' };
    expect(messagesOf(texts, 'a')).toEqual([
      expect.stringMatching(/^1: .*「A」 → 「C」 → 「B」 → 「A」。$/),
    ]);
    expect(messagesOf(texts, 'b')).toHaveLength(1);
    expect(messagesOf(texts, 'd')).toEqual([]);
  });

  it('stays quiet about names of a cell that cannot be read just now', () => {
    expect(messagesOf({ a: 'const x = (;', b: 'x + 1' }, 'b')).toEqual([]);
  });
});
