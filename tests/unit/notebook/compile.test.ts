import { describe, expect, it } from 'vitest';
import { compileCell } from '@lib/notebook/compile';
import { TestEvaluator } from './evaluate';

const exports = ['createGenerator', 'createDiscriminator', 'Random', 'adversarialStep'];
const compile = (source: string) => compileCell(source, { id: 'test', exports });
const messages = (source: string) => compile(source).faults.map(({ message }) => message);

async function run(source: string, parts: ConstructorParameters<typeof TestEvaluator>[0] = {}) {
  const evaluator = new TestEvaluator(parts);
  await evaluator.run(compile(source));
  return evaluator;
}

describe('compileCell', () => {
  it('keeps lines and columns', () => {
    const source = 'const a: number = 1;\nexport const b = (x: number): number => x;\n';
    const lines = compile(source).code.split('\n');
    expect(lines[1]).toBe('const a         = 1;');
    expect(lines[2]).toBe(';      const b = (x        )         => x;');
  });

  it('finds what a cell defines and uses', () => {
    const { defines, uses } = compile(`
      import { createGenerator as make, type Player } from 'gan';
      interface Shape { size: Size }
      const { a, b: [c, ...d], ...e } = other;
      let _mine = Math.max(a, c);
      export function f(x = outside, { y }: Shape = {}) { var z = x + y; return z + later; }
      class G<T> extends Base<T> { [computed] = 1; #p = _mine; m() { return this.#p } }
      const later = make(typeof maybe);
      for (var i = 0; i < 3; i++) { const inner = i; print(inner); }
      try { throw a } catch (error) { print(error, tf) }
      outer: for (const k of [1]) { if (k) break outer; }
    `);
    expect(defines).toEqual(['a', 'c', 'd', 'e', 'f', 'G', 'later']);
    expect(uses).toEqual(['other', 'outside', 'Base', 'computed', 'maybe']);
  });

  it('runs, gives, takes and shows', async () => {
    const evaluator = new TestEvaluator({ gan: { createGenerator: (n: number) => n * 2 } });
    await evaluator.run(
      compileCell('let n = 1;\nexport const next = () => ++n;', { id: 'first', exports }),
    );
    await evaluator.run(
      compileCell(
        `import { createGenerator } from 'gan'\nawait next()\nnext() + createGenerator(n)`,
        {
          id: 'second',
          exports,
        },
      ),
    );
    expect(evaluator.shown).toEqual([5]);
    expect(evaluator.take('n')).toBe(3);
  });

  it('shows a last expression only without its semicolon', async () => {
    expect((await run('1 + 1')).shown).toEqual([2]);
    expect((await run('1 + 1;')).shown).toEqual([]);
    expect((await run('x\ntype T = 1 // done'.replace('x', '[1, 2] as T[]'))).shown).toEqual([
      [1, 2],
    ]);
    expect((await run('const x = 1, y = 2;\nx, y')).shown).toEqual([2]);
    expect((await run("'text'")).shown).toEqual(['text']);
  });

  it('gives the names above an error', async () => {
    const evaluator = new TestEvaluator();
    const cell = compile("const a = 1;\nlet b = a + 1;\nthrow new Error('x');\nconst c = 3;");
    await expect(evaluator.run(cell)).rejects.toThrow('x');
    expect([evaluator.take('a'), evaluator.take('b')]).toEqual([1, 2]);
    expect(() => evaluator.take('c')).toThrow(ReferenceError);
  });

  it('maps the place of an error back', async () => {
    const source = 'const f = () => {\n  for (let i = 0; ; i++) null.x;\n};\nfor (;;) f(1 as any)';
    const cell = compile(source);
    const error = await new TestEvaluator().run(cell).catch((thrown: unknown) => thrown as Error);
    const places = Array.from((error as Error).stack?.matchAll(/:(\d+):(\d+)\)?$/gm) ?? [], (m) =>
      cell.original({ line: Number(m[1]), column: Number(m[2]) }),
    );
    expect(places.slice(0, 2)).toEqual([
      { line: 2, column: 31 },
      { line: 4, column: 10 },
    ]);
  });

  it('puts a guard into every loop', async () => {
    let turns = 0;
    const guard = () => {
      if (++turns > 50) throw new Error('stopped');
    };
    const loops = [
      'while (true) {}',
      'while (true);',
      'do 0; while (true)',
      'for (;;) if (1) 2\nelse 3',
      'for (;;) for (;;) for (;;) 0',
      'label: for (;;) { for (;;) continue label }',
      'function* g() { while (true) yield 0 }\nfor (const _x of g()) 1',
      'while (true) await 0',
      'async function* g() { for (;;) yield 0 }\nfor await (const x of g()) ;',
      'class A { static { do { } while (1) } }',
    ];
    for (const loop of loops) {
      turns = 0;
      await expect(run(loop, { guard }), loop).rejects.toThrow('stopped');
    }
  });

  it('cannot be reached by names of its own', async () => {
    const evaluator = await run(
      'const take = 1, give = 2, guard = 3, show = 4, $$take = 5;\nfor (const x of [1]) x;\ntake + $$take',
    );
    expect(evaluator.shown).toEqual([6]);
  });

  it('lets tfjs be imported whole or by name, over its own name', async () => {
    const tf = { ones: () => 'ones' };
    const source =
      "import * as tf from '@tensorflow/tfjs';\nimport { ones } from '@tensorflow/tfjs';";
    expect((await run(`${source}\ntf.ones() + ones()`, { tf })).shown).toEqual(['onesones']);
  });

  it('says which parts a training consumes', () => {
    const consumed = (source: string) => compile(source).consumes;
    expect(consumed("const run = training('a', { G, D });\nprint(other)")).toEqual(['G', 'D']);
    expect(
      consumed("const adam = new Adam(rate); const parts = { G, adam }; training('a', parts)"),
    ).toEqual(['G', 'Adam', 'rate']);
    expect(consumed("const training = (a, b) => b; training('a', { G })")).toEqual([]);
    expect(consumed('function f() { return training(name, { g: make(G) }) }')).toEqual([
      'make',
      'G',
    ]);
  });

  it('goes on guessing the definitions of a text that cannot be read', () => {
    const cell = compile('export const a = 1;\nfunction f( {\nclass B {}');
    expect(cell.defines).toEqual(['a', 'f', 'B']);
    expect(cell.faults).toHaveLength(1);
  });

  it('drops imports of types that are not marked as such', () => {
    const cell = compile("import { Player, Random } from 'gan';\nconst p: Player = new Random(1);");
    expect(cell.faults).toEqual([]);
    expect(cell.imports.gan).toEqual(['Random']);
  });

  it('names the nearest export', () => {
    expect(messages("import { creatGenerator } from 'gan';")).toEqual([
      '`gan` に `creatGenerator` という名前はありません。`createGenerator` のことでしょうか。',
    ]);
  });

  it('refuses what is too deep for the engine, and bears what is long', () => {
    expect(messages(`const a = 1${' + 1'.repeat(20_000)};`)).toEqual([
      expect.stringMatching(/入り組み/),
    ]);
    expect(messages(`const a = [${'1, '.repeat(40_000)}];`)).toEqual([]);
    expect(messages('print(1);\n'.repeat(5000))).toEqual([]);
  });
});
