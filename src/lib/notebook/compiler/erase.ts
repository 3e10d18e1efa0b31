/**
 * Types to blanks, as Node's `module.stripTypeScriptTypes` does it: nothing that is left moves. What
 * would need code of its own (enum, namespace, parameter properties …) is refused.
 */
import type { Rewrite } from './rewrite';
import {
  children,
  isNode,
  isType,
  list,
  skipBlank,
  wordsBetween,
  wrapped,
  type SyntaxNode,
} from './syntax';

/** What a text says that cannot be turned into JavaScript by blanks alone. */
export interface Unerasable {
  readonly node: SyntaxNode;
  readonly kind:
    | 'enum'
    | 'namespace'
    | 'parameter-property'
    | 'decorator'
    | 'accessor'
    | 'import-equals'
    | 'export-equals'
    | 'type-assertion';
}

/** Blanks all types of `tree` in `rewrite`. */
export function eraseTypes(tree: SyntaxNode, source: string, rewrite: Rewrite): Unerasable[] {
  const eraser = new Eraser(source, rewrite);
  eraser.visit(tree);
  return eraser.refused;
}

const statementLists = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase']);

/** Statements that may end without a semicolon, and so may run into the next when types are gone. */
const openEnded = new Set([
  'ExpressionStatement',
  'VariableDeclaration',
  'ReturnStatement',
  'ThrowStatement',
  'ExportDefaultDeclaration',
]);

class Eraser {
  readonly refused: Unerasable[] = [];

  constructor(
    private readonly source: string,
    private readonly rewrite: Rewrite,
  ) {}

  visit(node: SyntaxNode): void {
    if (this.refuse(node)) return;
    if (isErased(node)) {
      this.rewrite.blank(node.start, node.end);
      return;
    }
    for (const child of children(node)) this.visit(child);
    this.eraseParts(node);
    if (openEnded.has(node.type)) this.closeStatement(node);
    if (statementLists.has(node.type)) this.separate(list(node.body ?? node.consequent));
    if (node.type === 'ClassBody') this.separateMembers(list(node.body));
  }

  private refuse(node: SyntaxNode): boolean {
    const decorator = node.decorators?.[0];
    if (decorator) this.refused.push({ node: decorator, kind: 'decorator' });
    const kind = isErased(node) ? null : unerasable(node);
    if (kind !== null) this.refused.push({ node, kind });
    return kind !== null;
  }

  /** The parts of a node that are types, or words about types. */
  private eraseParts(node: SyntaxNode): void {
    if (wrapped(node)) this.eraseWrapper(node);
    if (node.definite === true && node.id) this.eraseSign(this.behindName(node.id), '!');
    if (node.optional === true) this.eraseOptional(node);
    if (/^(MethodDefinition|PropertyDefinition)$/.test(node.type)) this.eraseMemberWords(node);
    if (/^Class(Declaration|Expression)$/.test(node.type)) this.eraseClassWords(node);
    if (node.type === 'ArrowFunctionExpression') this.keepArrowTogether(node);
    if (/^(Import|Export)/.test(node.type)) this.eraseSpecifiers(node);
    const first = node.params?.[0];
    if (first?.type === 'Identifier' && first.name === 'this') this.eraseWithComma(first);
  }

  private eraseWrapper(node: SyntaxNode): void {
    const inner = wrapped(node);
    // A closing bracket may stand between: `(x) as T`.
    const types = node.typeAnnotation ?? node.typeArguments;
    if (!inner) return;
    if (types && node.type !== 'TSInstantiationExpression') {
      const words = wordsBetween(this.source, inner.end, types.start);
      const keyword = words.findLast(({ text }) => /^(as|satisfies)$/.test(text));
      this.rewrite.blank(keyword?.start ?? types.start, node.end);
    } else if (node.type === 'TSNonNullExpression') {
      this.rewrite.blank(node.end - 1, node.end);
    }
  }

  /** The `?` of a parameter, a field or a method; that of `a?.b` stays. */
  private eraseOptional(node: SyntaxNode): void {
    if (/^(MemberExpression|CallExpression)$/.test(node.type)) return;
    const key = node.key ?? (node.type === 'Identifier' ? node : null);
    if (key === null) {
      // A pattern: its own range takes in the `?` and the type.
      const end = node.typeAnnotation?.start ?? node.end;
      const mark = this.source.lastIndexOf('?', end - 1);
      if (mark >= node.start && skipBlank(this.source, mark + 1) >= end) {
        this.rewrite.blank(mark, mark + 1);
      }
    } else if (node.key) {
      this.eraseSign(this.behindKey(node, node.key), '?');
    } else {
      this.eraseSign(this.behindName(node), '?');
    }
  }

  private eraseSign(from: number, sign: string): void {
    const at = skipBlank(this.source, from);
    if (this.source[at] === sign) this.rewrite.blank(at, at + 1);
  }

  /** Behind a name; its node's own range takes in its type. */
  private behindName({ start, end }: SyntaxNode): number {
    return wordsBetween(this.source, start, end)[0]?.end ?? end;
  }

  private behindKey(node: SyntaxNode, key: SyntaxNode): number {
    return node.computed === true ? skipBlank(this.source, key.end) + 1 : key.end;
  }

  /** `public`, `readonly`, … before a member's name, and the marks behind it. */
  private eraseMemberWords(node: SyntaxNode): void {
    const { key } = node;
    if (!key) return;
    for (const { text, start, end } of wordsBetween(this.source, node.start, key.start)) {
      if (!/^(public|private|protected|readonly|override|abstract)$/.test(text)) continue;
      this.rewrite.blank(start, end);
      // `a = 1` above and `public ["b"] = 2`: the bracket would become an index.
      if (start === node.start) this.rewrite.put(start, ';');
    }
    if (node.definite === true) this.eraseSign(this.behindKey(node, key), '!');
  }

  private eraseClassWords(node: SyntaxNode): void {
    const body = list(node.body)[0];
    if (!body) return;
    if (node.abstract === true) {
      const words = wordsBetween(this.source, node.start, node.start + 'abstract'.length);
      for (const { start, end } of words) this.rewrite.blank(start, end);
    }
    const listed = node.implements ?? [];
    const last = listed.at(-1);
    const from = listed[0]?.start ?? 0;
    if (!last) return;
    const head = node.superClass?.end ?? node.id?.end ?? node.start;
    const keyword = wordsBetween(this.source, head, from).findLast((w) => w.text === 'implements');
    if (keyword) this.rewrite.blank(keyword.start, last.end);
  }

  /** No line may end between an arrow's brackets and its `=>`, nor behind `async` or `return`. */
  private keepArrowTogether(node: SyntaxNode): void {
    const { returnType, typeParameters } = node;
    const bound =
      node.async === true ||
      /\b(return|throw|yield)\s*$/.test(
        this.source.slice(Math.max(0, node.start - 20), node.start),
      );
    if (bound && typeParameters && /[\n\r\u2028\u2029]/.test(this.between(typeParameters))) {
      this.rewrite.blank(typeParameters.start, typeParameters.end);
      const open = skipBlank(this.source, typeParameters.end);
      this.rewrite.put(open, ' ');
      this.rewrite.put(typeParameters.start, '(');
    }
    if (returnType && /[\n\r\u2028\u2029]/.test(this.between(returnType))) {
      this.rewrite.blank(returnType.start, returnType.end);
      const behind = node.params?.at(-1)?.end ?? typeParameters?.end ?? node.start;
      const words = wordsBetween(this.source, behind, returnType.start);
      const close = words.findLast(({ text }) => text === ')');
      if (close) this.rewrite.put(close.start, ' ');
      this.rewrite.put(returnType.end - 1, ')');
    }
  }

  private between({ start, end }: SyntaxNode): string {
    return this.source.slice(start, end);
  }

  /** `type` names in a list of imports or exports. */
  private eraseSpecifiers(node: SyntaxNode): void {
    for (const specifier of node.specifiers ?? []) {
      const kind = specifier.importKind ?? specifier.exportKind;
      if (kind === 'type') this.eraseWithComma(specifier);
    }
  }

  private eraseWithComma(node: SyntaxNode): void {
    this.rewrite.blank(node.start, node.end);
    this.eraseSign(node.end, ',');
  }

  /** A semicolon for each erased statement, which kept two others apart. */
  private separate(statements: readonly SyntaxNode[]): void {
    for (const statement of statements) {
      if (isErased(statement)) this.rewrite.put(statement.start, ';');
    }
  }

  private separateMembers(members: readonly SyntaxNode[]): void {
    for (const member of members) {
      if (isErased(member)) this.rewrite.put(member.start, ';');
      // `get: T` above a method would make a getter of it.
      else if (member.type === 'PropertyDefinition') this.closeIfErased(member);
    }
  }

  /** `a = b as T` above `(c)`: without its type the first would call. */
  private closeStatement(node: SyntaxNode): void {
    const next = this.source[skipBlank(this.source, node.end)] ?? '';
    if (next !== '' && '([`+-*/<'.includes(next)) this.closeIfErased(node);
  }

  private closeIfErased({ start, end }: SyntaxNode): void {
    if (!this.rewrite.isBlank(end - 1, end)) return;
    let first = end - 1;
    while (first > start && this.rewrite.isBlank(first - 1, first)) first--;
    while (/\s/.test(this.source[first] ?? '')) first++;
    this.rewrite.put(first, ';');
  }
}

/** Whether a node goes as a whole. */
export function isErased(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'TSEnumDeclaration':
    case 'TSExportAssignment':
      return node.declare === true;
    case 'TSModuleDeclaration':
      return node.declare === true || hasTypesOnly(node);
    case 'TSImportEqualsDeclaration':
      return node.importKind === 'type';
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return (node.importKind ?? node.exportKind) === 'type';
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      if (node.exportKind === 'type') return true;
      return node.declaration ? isErased(node.declaration) : false;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return node.declare === true || node.abstract === true || isHead(node);
    default:
      return isType(node);
  }
}

/** A method's head alone: an overload, or an abstract method. */
function isHead(node: SyntaxNode): boolean {
  return node.type === 'MethodDefinition' && isNode(node.value) && isType(node.value);
}

/** Namespaces with nothing but types in them leave nothing behind. */
function hasTypesOnly(node: SyntaxNode): boolean {
  return list(node.body).every((body) =>
    body.type === 'TSModuleBlock' ? list(body.body).every(isErased) : isErased(body),
  );
}

function unerasable(node: SyntaxNode): Unerasable['kind'] | null {
  if (node.accessor === true || node.type === 'AccessorProperty') return 'accessor';
  return kinds[node.type] ?? null;
}

const kinds: Readonly<Record<string, Unerasable['kind']>> = {
  TSEnumDeclaration: 'enum',
  TSModuleDeclaration: 'namespace',
  TSParameterProperty: 'parameter-property',
  TSImportEqualsDeclaration: 'import-equals',
  TSExportAssignment: 'export-equals',
  TSNamespaceExportDeclaration: 'namespace',
  TSTypeAssertion: 'type-assertion',
};
