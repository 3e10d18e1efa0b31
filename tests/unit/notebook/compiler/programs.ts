/**
 * Programs of TypeScript made up from a row of numbers: declarations in nested scopes, types in all
 * places that can hold one, lines that end without semicolons. A shorter row gives a simpler program,
 * so that fast-check can shrink what fails.
 */
import fc from 'fast-check';

/** A made-up module. */
export const programs: fc.Arbitrary<string> = fc
  .array(fc.nat(9999), { minLength: 30, maxLength: 500, size: 'max' })
  .map((tape) => new ProgramWriter(tape).module());

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'get', 'set'] as const;
const types = [
  'number',
  'T',
  'string[]',
  'Map<T, U>',
  '{ a: T; b?: U }',
  '(x: T) => U',
  'typeof a',
];
const longTypes = [
  ...types,
  '|\n  T',
  '{\n  a: T;\n}',
  'Array<\n  T\n>',
  '[x: T, y?: U]',
  "'a' | `b${T}`",
];

class ProgramWriter {
  private at = 0;
  private depth = 0;
  private scopes: Set<string>[] = [new Set()];
  private inFunction = false;

  constructor(private readonly tape: readonly number[]) {}

  module(): string {
    const parts: string[] = [];
    while (this.at < this.tape.length) parts.push(this.topStatement());
    return parts.join('\n');
  }

  private pick<T>(options: readonly T[]): T {
    const number = this.tape[this.at++] ?? 0;
    return options[number % options.length] as T;
  }

  private maybe(text: () => string): string {
    return this.pick([false, true]) ? text() : '';
  }

  private rare(seldom: string, usual: string): string {
    return this.pick([usual, usual, usual, usual, usual, usual, usual, seldom]);
  }

  /** Deeper down only what is simple, so that programs end. */
  private choose(simple: readonly (() => string)[], rich: readonly (() => string)[]): string {
    if (this.depth > 5 || this.at >= this.tape.length) return this.pick(simple)();
    this.depth++;
    const text = this.pick([...simple, ...rich])();
    this.depth--;
    return text;
  }

  private within(inside: () => string): string {
    this.scopes.push(new Set());
    const text = inside();
    this.scopes.pop();
    return text;
  }

  /** A name that the present scope does not hold yet; it may be that of an outer one. */
  private declare(): string {
    const scope = this.scopes.at(-1) ?? new Set();
    const free = names.filter((name) => !scope.has(name));
    const name = free.length > 0 ? this.pick(free) : `v${String(this.at)}_${String(scope.size)}`;
    scope.add(name);
    return name;
  }

  private name(): string {
    return this.pick(names);
  }

  private type(): string {
    return this.pick(longTypes);
  }

  private typed(): string {
    return this.maybe(() => `: ${this.type()}`);
  }

  private generics(): string {
    return this.maybe(() => this.pick(['<T>', '<T, U = T>', '<T extends U,\n  V>']));
  }

  private end(): string {
    return this.pick([';', '\n', '\n', ' // note\n', ';\n']);
  }

  private topStatement(): string {
    return this.choose(
      [() => this.statement()],
      [
        () => `export ${this.declaration()}`,
        () => `export const ${this.declare()}${this.typed()} = ${this.expression()}${this.end()}`,
        () => `import type { ${this.unique('T')} } from 'x'${this.end()}`,
        () => `import { type ${this.unique('T')}, b as ${this.declare()} } from 'x'${this.end()}`,
        () => `import * as ${this.declare()} from 'y'${this.end()}`,
        () => `type ${this.unique('X')} = T\nexport type { ${this.unique('X')} }${this.end()}`,
        () => `export abstract class ${this.unique('C')} { abstract m(): ${this.type()}\n n = 1 }`,
        () =>
          this.pick([`declare global { var z: T }`, `declare module 'x' { export const z: T }`]),
        () => `declare const ${this.unique('g')}: ${this.type()}${this.end()}`,
        () => `declare function ${this.unique('g')}(x: T): U${this.end()}`,
        () => this.rare(`enum ${this.unique('E')} { A }`, `declare enum ${this.unique('E')} { A }`),
        () =>
          this.rare(
            `namespace ${this.unique('N')} { export const x = 1 }`,
            `namespace ${this.unique('N')} { type X = 1 }`,
          ),
      ],
    );
  }

  private unique(prefix: string): string {
    return `${prefix}${String(this.at)}`;
  }

  private declaration(): string {
    return this.pick([
      () => this.functionDeclaration(),
      () => this.classDeclaration(),
      () =>
        `interface ${this.unique('I')}${this.generics()} extends T { a: ${this.type()}; m?(): U }`,
      () => `type ${this.unique('A')}${this.generics()} = ${this.type()}${this.end()}`,
    ])();
  }

  private statement(): string {
    return this.choose(
      [() => `${this.expression()}${this.end()}`, () => `${this.variable()}${this.end()}`],
      [
        () => this.declaration(),
        () => this.declaration(),
        () => `if (${this.expression()}) ${this.body()}${this.maybe(() => ` else ${this.body()}`)}`,
        () => `while (${this.expression()}) ${this.body()}`,
        () => `do ${this.body()} while (${this.expression()})${this.end()}`,
        () => this.loop(),
        () =>
          this.within(
            () => `try ${this.block()} catch (${this.declare()}: unknown) ${this.functionBody()}`,
          ),
        () =>
          this.within(
            () =>
              `switch (${this.expression()}) { case 1: ${this.statement()} default: ${this.statement()} }`,
          ),
        () =>
          `${this.unique('label')}: ${this.within(() => `for (;;) { break ${this.unique('label')} }`).replace(/break \w+/, 'break')}`,
        () => this.block(),
        () =>
          this.inFunction
            ? `return ${this.expression()}${this.end()}`
            : `throw ${this.expression()}${this.end()}`,
        () => `var ${this.unique('w')}${this.typed()} = ${this.expression()}${this.end()}`,
      ],
    );
  }

  private variable(): string {
    return this.pick([
      () => `let ${this.declare()}${this.typed()}`,
      () => `let ${this.declare()}!: ${this.type()}`,
      () => `const ${this.declare()}${this.typed()} = ${this.expression()}`,
      () =>
        `const { ${this.declare()}, b: [${this.declare()} = ${this.expression()}], ...${this.declare()} }${this.typed()} = ${this.expression()}`,
      () => `let ${this.declare()} = ${this.expression()}, ${this.declare()}: T`,
    ])();
  }

  private loop(): string {
    return this.within(() =>
      this.pick([
        () =>
          `for (let ${this.declare()}: number = 0; ${this.expression()}; ${this.expression()}) ${this.body()}`,
        () => `for (const ${this.declare()} of ${this.expression()}) ${this.body()}`,
        () =>
          `for await (const [${this.declare()}] of ${this.expression()} as T[]) ${this.body()}`.replace(
            'await ',
            this.inFunction ? '' : 'await ',
          ),
        () => `for (var ${this.unique('w')} in ${this.expression()}) ${this.body()}`,
      ])(),
    );
  }

  /** What a condition or a loop holds, with and without braces. */
  private body(): string {
    return this.pick([() => this.block(), () => `${this.expression()}${this.end()}`])();
  }

  private block(): string {
    return this.within(() => `{ ${this.statement()}\n${this.statement()} }`);
  }

  private parameters(): string {
    return this.pick([
      () => '',
      () => `${this.declare()}${this.typed()}`,
      () => `${this.declare()}?: ${this.type()}`,
      () => `${this.declare()}: T = ${this.expression()}, ...${this.declare()}: U[]`,
      () =>
        `{ ${this.declare()}, b: ${this.declare()} }${this.typed()}, [${this.declare()}]: T = ${this.expression()},`,
    ])();
  }

  /** Brackets, type of the result and body of a function. */
  private signature(body: () => string, thisType = ''): string {
    const outer = this.inFunction;
    return this.within(() => {
      this.inFunction = true;
      const parameters = this.parameters();
      const own =
        thisType === '' ? parameters : `${thisType}${parameters === '' ? '' : ', '}${parameters}`;
      const text = `${this.generics()}(${own})${this.typed()} ${body()}`;
      this.inFunction = outer;
      return text;
    });
  }

  private functionBody(): string {
    return `{ ${this.statement()}\n${this.statement()} }`;
  }

  private functionDeclaration(): string {
    const name = this.declare();
    const overload = this.maybe(() => `function ${name}(x: ${this.type()}): U${this.end()}`);
    const own = this.maybe(() => 'this: T');
    return `${overload === '' ? '' : `${overload}\n`}function ${name}${this.signature(() => this.functionBody(), own)}`;
  }

  private classDeclaration(): string {
    return `class ${this.declare()}${this.classRest()}`;
  }

  private classRest(): string {
    const heritage = this.pick([
      '',
      ' extends a<T>',
      ' implements T, U<V>',
      ' extends b implements T',
    ]);
    const members = Array.from({ length: this.pick([0, 1, 2, 3]) }, () => this.member());
    return `${this.generics()}${heritage} {\n${members.join('\n')}\n}`;
  }

  private member(): string {
    const word = this.pick([
      '',
      '',
      'public ',
      'private readonly ',
      'protected static ',
      'static ',
      'override ',
      'readonly ',
    ]);
    const plain = word.replace('override ', '').replace('readonly ', '');
    return this.pick([
      () =>
        `${plain}m${String(this.at)}${this.maybe(() => '?')}${this.signature(() => this.functionBody())}`,
      () =>
        `${word.replace('override ', '')}p${String(this.at)}${this.typed()} = ${this.expression()}${this.pick([';', ''])}`,
      () => `${plain}['k']${this.typed()} = ${this.expression()};`,
      () => `${plain}x${String(this.at)}!: ${this.type()}${this.pick([';', ''])}`,
      () => `declare y${String(this.at)}: ${this.type()}${this.pick([';', ''])}`,
      () =>
        `${plain}get g${String(this.at)}(): T ${this.within(() => `{ return ${this.expression()} }`)}`,
      () => `[key: string]: ${this.type()}${this.pick([';', ''])}`,
      () => `#q${String(this.at)}${this.typed()} = ${this.expression()};`,
      () =>
        `static ${this.within(() => `{ ${this.statement()} }`)}`.replace(
          /\b(await|return)\b/g,
          'void',
        ),
      () => `${plain}*gen${String(this.at)}(): T { yield 1 }`,
      () => this.pick(['get: T', 'static: T', 'async\n', 'set = 1 as T\n']),
      () =>
        this.pick([0, 1, 2, 3, 4]) === 4
          ? `constructor(private z: T) {}`
          : `o${String(this.at)}(x: T): U;\no${String(this.at - 1)}(x: T) {}`.replace(
              /o\d+/g,
              this.unique('o'),
            ),
    ])();
  }

  private expression(): string {
    return this.choose(
      [() => this.name(), () => '1', () => this.name()],
      [
        () => `(${this.expression()} as ${this.type()})`,
        () => `${this.primary()} as ${this.type()}`,
        () => `${this.primary()} satisfies ${this.type()}`,
        () => `${this.primary()}!`,
        () => `${this.primary()}!.p`,
        () => `${this.primary()}?.p!.q`,
        () => `${this.name()}<${this.type()}>(${this.expression()})`,
        () => `new ${this.name()}<T>(${this.expression()})`,
        () => `${this.name()}<T>\`x\${${this.expression()}}\``,
        () => `${this.primary()} + ${this.primary()}`,
        () => `${this.primary()} < ${this.primary()}`,
        () => `[${this.expression()}, ...${this.expression()}]`,
        () =>
          `({ ${this.name()}, k: ${this.expression()}, [${this.expression()}]: 1, m${this.signature(() => this.functionBody())} })`,
        () => `(${this.name()} = ${this.expression()})`,
        () => `(${this.name()} as T)++`.replace(/\((\w+) as T\)\+\+/, '$1++'),
        () => `([${this.name()}, ${this.name()}.p] = ${this.expression()})`,
        () => `(${this.signature(() => '').replace(/ $/, '')} => ${this.primary()})`,
        () => `(async ${this.signature(() => '').replace(/ $/, '')} => ${this.primary()})`,
        () => `(function ${this.name()}${this.signature(() => this.functionBody())})`,
        () => `(class ${this.classRest()})`,
        () => `${this.primary()} ? (${this.expression()}) : ${this.primary()}`,
        () => `typeof ${this.primary()}`,
        () => `/x/g.test(${this.expression()})`,
      ],
    );
  }

  private primary(): string {
    return this.pick([
      () => this.name(),
      () => `(${this.expression()})`,
      () => `${this.name()}(${this.expression()})`,
    ])();
  }
}
