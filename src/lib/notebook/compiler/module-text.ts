/** The module that the evaluator imports: one line in front, the reader's text, one behind. */
import { isErased } from './erase';
import type { ImportStatement } from './imports';
import { notebookNames } from './known-names';
import type { Rewrite } from './rewrite';
import { children, list, type SyntaxNode } from './syntax';

export interface ModuleParts {
  readonly source: string;
  readonly tree: SyntaxNode;
  /** The text, its types blanked already. */
  readonly rewrite: Rewrite;
  readonly header: {
    readonly defines: readonly string[];
    readonly uses: readonly string[];
    readonly imports: readonly ImportStatement[];
  };
}

/**
 * The default export is called with what a cell may use. Names are given out before the text runs,
 * as getters: what is not yet defined throws a ReferenceError when asked for, so that after an error
 * half way the names above it are there.
 */
export function moduleText({ source, tree, rewrite, header }: ModuleParts): string {
  const own = ownNames(source);
  blankModuleSyntax(tree, rewrite);
  guardLoops(tree, rewrite, own.guard);
  showLast(tree, source, rewrite, own.show);
  return `${firstLine(header, own)}\n${rewrite.text()}\n}};\n`;
}

type OwnNames = Readonly<Record<'gan' | 'tf' | 'take' | 'give' | 'guard' | 'show', string>>;

/** Names for what is handed in, none of which the text can mean. */
function ownNames(source: string): OwnNames {
  let prefix = '$$';
  while (source.includes(prefix)) prefix += '$';
  const own = (name: string) => `${prefix}${name}`;
  return {
    gan: own('gan'),
    tf: own('tf'),
    take: own('take'),
    give: own('give'),
    guard: own('guard'),
    show: own('show'),
  };
}

function firstLine({ defines, uses, imports }: ModuleParts['header'], own: OwnNames): string {
  const renamed = Object.entries(own).map(([name, ours]) => `${name}: ${ours}`);
  const modules = { gan: own.gan, '@tensorflow/tfjs': own.tf };
  const given = defines.map((name) => `${name}: () => ${name}`);
  return [
    // The inner block is the reader's: there `tf` may be imported though it is a parameter.
    `export default async ({ ${[...notebookNames, ...renamed].join(', ')} }) => { {`,
    ...imports.map(({ pattern, module }) => `const ${pattern} = ${modules[module]};`),
    ...uses.map((name) => `const ${name} = ${own.take}(${JSON.stringify(name)});`),
    `${own.give}({ ${given.join(', ')} });`,
  ].join(' ');
}

function blankModuleSyntax(tree: SyntaxNode, rewrite: Rewrite): void {
  for (const statement of list(tree.body)) {
    if (isErased(statement)) continue;
    const { type, start, end, declaration } = statement;
    if (type === 'ImportDeclaration' || (type === 'ExportNamedDeclaration' && !declaration)) {
      rewrite.blank(start, end);
      rewrite.put(start, ';');
    } else if (type === 'ExportNamedDeclaration') {
      rewrite.blank(start, start + 'export'.length);
      rewrite.put(start, ';');
    }
  }
}

const loops = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/** A look at whether a stop was asked, at the head of every loop's body. */
function guardLoops(node: SyntaxNode, rewrite: Rewrite, guard: string): void {
  const body = loops.has(node.type) ? list(node.body)[0] : undefined;
  if (body?.type === 'BlockStatement') {
    rewrite.insert(body.start + 1, ` ${guard}();`);
  } else if (body) {
    rewrite.insert(body.start, `{ ${guard}(); `);
  }
  for (const child of children(node)) guardLoops(child, rewrite, guard);
  if (body && body.type !== 'BlockStatement') rewrite.insert(body.end, ' }');
}

/** A last expression without a semicolon is what the cell shows. */
function showLast(tree: SyntaxNode, source: string, rewrite: Rewrite, show: string): void {
  const last = list(tree.body).findLast((statement) => !isErased(statement));
  if (last?.type !== 'ExpressionStatement' || source[last.end - 1] === ';') return;
  rewrite.insert(last.start, `${show}((`);
  rewrite.insert(last.end, '));');
}
