import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findNames, type Names } from '@lib/notebook/compiler/names';
import { parseModule } from '@lib/notebook/compiler/syntax';
import { cases, sourceFiles } from './cases';
import { programs } from './programs';

/**
 * Where each name that is used as a value is declared, as `use → places`; no place if it is nobody's
 * in the module, null where TypeScript, whose symbol tables are the oracle, goes astray.
 */
type Meanings = ReadonlyMap<number, readonly number[] | null>;

interface Module {
  readonly text: string;
  readonly meanings: Meanings;
  /** Names of the module's own scope that stand for values. */
  readonly locals: readonly string[];
}

/** Reads many modules at once; none sees another. */
function readByTypeScript(texts: readonly string[]): Module[] {
  const files = texts.map((text, i) =>
    ts.createSourceFile(`${String(i)}.ts`, `${text}\nexport {};`, ts.ScriptTarget.ESNext, true),
  );
  const program = ts.createProgram({
    rootNames: files.map(({ fileName }) => fileName),
    options: { noResolve: true, noLib: true, target: ts.ScriptTarget.ESNext, types: [] },
    host: {
      ...ts.createCompilerHost({}),
      getSourceFile: (name) => files.find(({ fileName }) => fileName === name),
      fileExists: (name) => files.some(({ fileName }) => fileName === name),
      writeFile: () => undefined,
    },
  });
  const checker = program.getTypeChecker();
  return files.flatMap((file, i) => {
    // It takes some brackets above a block for an arrow function's, and says so.
    const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
    if (parseDiagnostics.length > 0) return [];
    const text = texts[i] ?? '';
    return [{ text, meanings: meaningsIn(file, checker), locals: localsOf(file) }];
  });
}

function meaningsIn(file: ts.SourceFile, checker: ts.TypeChecker): Meanings {
  const meanings = new Map<number, number[] | null>();
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node) && isValueUse(node)) {
      const symbol = symbolOf(node, checker);
      const declarations = symbol?.declarations ?? [];
      const astray = declarations.some((declaration) => isInBodyBehind(node, declaration));
      const places = declarations.filter(leavesValue).map(placeOf);
      meanings.set(node.getStart(file), astray ? null : places);
    }
    if (!isOfTypes(node)) ts.forEachChild(node, visit);
  };
  visit(file);
  return meanings;
}

function isOfTypes(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  return ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);
}

/** A parameter's default value does not see what the body declares, though TypeScript looks there. */
function isInBodyBehind(use: ts.Identifier, declaration: ts.Declaration): boolean {
  const ofParameter = (node: ts.Node | undefined): boolean => {
    const parameter = node && ts.findAncestor(node, ts.isParameter);
    if (!parameter) return false;
    const { body } = parameter.parent as ts.FunctionLikeDeclaration;
    const within = body !== undefined && body.pos <= declaration.pos && declaration.end <= body.end;
    return within || ofParameter(parameter.parent.parent);
  };
  return ofParameter(use);
}

function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(node.parent)) {
    return checker.getShorthandAssignmentValueSymbol(node.parent);
  }
  if (ts.isExportSpecifier(node.parent)) {
    return checker.getExportSpecifierLocalTargetSymbol(node.parent);
  }
  return checker.getSymbolAtLocation(node);
}

/** Not in the public types, but what TypeScript itself asks. */
const { isExpressionNode } = ts as unknown as { isExpressionNode(node: ts.Node): boolean };

function isValueUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (ts.isMetaProperty(parent)) return false;
  if (ts.isFunctionExpression(parent) || ts.isClassExpression(parent)) return false;
  if (ts.isExportSpecifier(parent)) {
    const typeOnly = parent.isTypeOnly || parent.parent.parent.isTypeOnly;
    return (
      !typeOnly &&
      !parent.parent.parent.moduleSpecifier &&
      (parent.propertyName ?? parent.name) === node
    );
  }
  return isExpressionNode(node) && !isAmbient(node);
}

/** Types and ambient declarations are gone when the program runs; enums and namespaces are refused. */
function leavesValue(node: ts.Declaration): boolean {
  if (isAmbient(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) return false;
  if (ts.isImportSpecifier(node) && node.isTypeOnly) return false;
  const phase = ts.findAncestor(node, ts.isImportClause)?.phaseModifier;
  if (phase === ts.SyntaxKind.TypeKeyword) return false;
  return !ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node);
}

function isAmbient(node: ts.Node): boolean {
  return (
    ts.findAncestor(node, (above) => {
      const modifiers = ts.canHaveModifiers(above) ? ts.getModifiers(above) : undefined;
      return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false;
    }) !== undefined
  );
}

const placeOf = (node: ts.Declaration) => (ts.getNameOfDeclaration(node) ?? node).getStart();

function localsOf(file: ts.SourceFile): string[] {
  const { locals } = file as unknown as { locals: Map<string, ts.Symbol> };
  return Array.from(locals)
    .filter(([, { declarations }]) =>
      declarations?.some((node) => leavesValue(node) && hasBody(node)),
    )
    .map(([name]) => name)
    .sort();
}

/** A function's head alone is no function. */
const hasBody = (node: ts.Declaration) =>
  !ts.isFunctionDeclaration(node) || node.body !== undefined;

function readByCompiler(text: string): Names | null {
  try {
    return findNames(parseModule(text));
  } catch {
    return null;
  }
}

/** How many uses of names were compared. */
function expectSame({ text, meanings, locals }: Module): number {
  const names = readByCompiler(text);
  if (!names) return 0;
  const own = new Map(
    names.references.map(({ name, node, binding }) => {
      const implied = name === 'arguments' && binding?.kind === 'own';
      return [node.start, binding && !implied ? [binding.node.start] : []] as const;
    }),
  );
  for (const at of new Set([...own.keys(), ...meanings.keys()])) {
    const [ours, theirs] = [own.get(at), meanings.get(at)];
    if (theirs === null) continue;
    const declared = ours?.[0] ?? null;
    // What is declared more than once, as overloads are, has several places there.
    const agree = declared === null ? theirs?.length === 0 : theirs?.includes(declared);
    if (!ours || !agree) expect({ at, ours }, around(text, at)).toEqual({ at, ours: theirs });
  }
  expect(names.bindings.map(({ name }) => name).sort(), text).toEqual(locals);
  return own.size;
}

const around = (text: string, at: number) =>
  `${text.slice(Math.max(0, at - 200), at)} HERE ${text.slice(at, at + 100)}`;

describe('findNames', () => {
  it('finds what TypeScript finds in every file of this project', () => {
    const modules = readByTypeScript(sourceFiles().map((file) => readFileSync(file, 'utf8')));
    const uses = modules.reduce((sum, module) => sum + expectSame(module), 0);
    expect(uses).toBeGreaterThan(20_000);
  });

  it('finds what TypeScript finds in made-up programs', () => {
    const texts = fc.sample(programs, { numRuns: cases(150), seed: 2017 });
    const modules = readByTypeScript(texts);
    const uses = modules.reduce((sum, module) => sum + expectSame(module), 0);
    expect(uses).toBeGreaterThan(texts.length * 20);
  });

  it.each([
    ['function f(a = x) { var x = 1; return x }', ['x']],
    ['const f = function g() { return g }; g', ['g']],
    ['{ let x = 1; { x } } x', ['x']],
    ['for (const x of x) x', []],
    ['({ a: b, [c]: d } = e)', ['b', 'c', 'd', 'e']],
    ['class A extends B { [A.x] = this.y; static { var z; z } } z', ['B', 'z']],
    ['function f() { return () => arguments } arguments', ['arguments']],
    ['try { a } catch { a } finally { var b } b', ['a', 'a']],
  ])('knows the scopes of %j', (source, free) => {
    const { references } = findNames(parseModule(source));
    expect(references.filter(({ binding }) => !binding).map(({ name }) => name)).toEqual(free);
  });
});
