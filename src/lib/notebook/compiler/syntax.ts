/** The syntax tree of a cell: TypeScript's erasable part, read by acorn. */
import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser } from 'acorn';

/**
 * A node of ESTree or of its TypeScript relatives, with those of their fields that the compiler
 * looks at. Which of them a node has depends on its `type`.
 */
export interface SyntaxNode {
  readonly type: string;
  /** First character, counted in UTF-16 units from 0. */
  readonly start: number;
  /** One behind the last character. */
  readonly end: number;
  readonly name?: string;
  readonly value?: unknown;
  readonly regex?: unknown;
  readonly operator?: string;
  readonly kind?: string;
  readonly body?: SyntaxNode | readonly SyntaxNode[];
  readonly declaration?: SyntaxNode | null;
  readonly declarations?: readonly SyntaxNode[];
  readonly specifiers?: readonly SyntaxNode[];
  readonly source?: SyntaxNode | null;
  readonly local?: SyntaxNode;
  readonly imported?: SyntaxNode;
  readonly exported?: SyntaxNode;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly id?: SyntaxNode | null;
  readonly init?: SyntaxNode | null;
  readonly params?: readonly SyntaxNode[];
  readonly param?: SyntaxNode | null;
  readonly left?: SyntaxNode;
  readonly right?: SyntaxNode;
  readonly key?: SyntaxNode;
  readonly property?: SyntaxNode;
  readonly object?: SyntaxNode;
  readonly argument?: SyntaxNode | null;
  readonly arguments?: readonly SyntaxNode[];
  readonly callee?: SyntaxNode;
  readonly expression?: SyntaxNode | boolean;
  readonly label?: SyntaxNode | null;
  readonly superClass?: SyntaxNode | null;
  readonly properties?: readonly SyntaxNode[];
  readonly elements?: readonly (SyntaxNode | null)[];
  readonly discriminant?: SyntaxNode;
  readonly cases?: readonly SyntaxNode[];
  readonly consequent?: SyntaxNode | readonly SyntaxNode[];
  readonly alternate?: SyntaxNode | null;
  readonly computed?: boolean;
  readonly shorthand?: boolean;
  readonly static?: boolean;
  readonly async?: boolean;
  // TypeScript's own.
  readonly declare?: boolean;
  readonly abstract?: boolean;
  readonly optional?: boolean;
  readonly definite?: boolean;
  readonly global?: boolean;
  readonly isExport?: boolean;
  readonly accessor?: boolean;
  readonly typeAnnotation?: SyntaxNode | null;
  readonly returnType?: SyntaxNode | null;
  readonly typeParameters?: SyntaxNode | null;
  readonly typeArguments?: SyntaxNode | null;
  readonly superTypeParameters?: SyntaxNode | null;
  readonly implements?: readonly SyntaxNode[];
  readonly decorators?: readonly SyntaxNode[];
}

const TypeScriptParser = Parser.extend(tsPlugin({ jsx: false }));

/** The tree of a cell's text, read as a module. Throws acorn's SyntaxError with `pos`. */
export function parseModule(source: string): SyntaxNode {
  return TypeScriptParser.parse(source, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    locations: true,
    allowHashBang: false,
  }) as SyntaxNode;
}

/** The nodes right below one, in the order of its fields. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const item of value) if (isNode(item)) found.push(item);
    if (isNode(value)) found.push(value);
  }
  return found;
}

/** A field that holds a list in some nodes and one node, or nothing, in others. */
export function list(field: unknown): SyntaxNode[] {
  if (Array.isArray(field)) return field.filter(isNode);
  return isNode(field) ? [field] : [];
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Wrappers that TypeScript puts round an expression: what counts is inside. */
const wrappers = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
  'TSTypeAssertion',
]);

/** The expression in `x as T`, `x satisfies T`, `x!`, `x<T>`, or null for any other node. */
export function wrapped(node: SyntaxNode): SyntaxNode | null {
  return wrappers.has(node.type) && isNode(node.expression) ? node.expression : null;
}

/** Whether a node is a type, a declaration of types, or the head of a function without its body. */
export function isType(node: SyntaxNode): boolean {
  if (node.declare === true) return true;
  if (!node.type.startsWith('TS')) return false;
  return !wrappers.has(node.type) && node.type !== 'TSParameterProperty';
}

/** Where lines end, for acorn and for JavaScript engines alike. */
const lineEnd = /\r\n|[\n\r\u2028\u2029]/g;

/** Offsets at which the lines of a text begin; the first is 0. */
export function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(lineEnd), (end) => end.index + end[0].length)];
}

const blankOrComment = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)*/y;

/** The first place from `from` on that is neither white space nor in a comment. */
export function skipBlank(text: string, from: number): number {
  blankOrComment.lastIndex = from;
  blankOrComment.exec(text);
  return blankOrComment.lastIndex;
}

export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const word = /[\p{ID_Continue}$\u200c\u200d\\]+|./uy;

/** Words and single signs between two places, without comments: for modifiers, not for strings. */
export function wordsBetween(text: string, from: number, to: number): Word[] {
  const found: Word[] = [];
  for (let at = skipBlank(text, from); at < to; at = skipBlank(text, word.lastIndex)) {
    word.lastIndex = at;
    const match = word.exec(text);
    if (match === null) break;
    found.push({ text: match[0], start: at, end: word.lastIndex });
  }
  return found;
}
