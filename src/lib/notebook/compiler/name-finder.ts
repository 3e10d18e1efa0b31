/** Scopes as JavaScript has them, and what is declared and used in them. */
import { children, isNode, isType, list, type SyntaxNode } from './syntax';

export type BindingKind =
  | 'import'
  | 'const'
  | 'let'
  | 'var'
  | 'function'
  | 'class'
  | 'parameter'
  | 'catch'
  /** The name of a function or a class inside itself, and `arguments`. */
  | 'own';

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** The name where it is declared. */
  readonly node: SyntaxNode;
  /** What gives it its value: the declarator, function or class. */
  readonly from: SyntaxNode;
  /** Whether it is declared by a statement of the cell's top level, for all of the cell. */
  readonly top: boolean;
}

export interface Reference {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly writes: boolean;
  /** What it means in this cell, or null if somebody else has to give it. */
  readonly binding: Binding | null;
}

export interface Names {
  /** Bindings of the cell's outermost scope. */
  readonly bindings: readonly Binding[];
  /** All uses of names as values, in the order of the text. */
  readonly references: readonly Reference[];
}

class Scope {
  readonly bindings = new Map<string, Binding>();

  constructor(
    readonly parent: Scope | null,
    /** Whether `var` stops here. */
    readonly holdsVar: boolean,
  ) {}

  find(name: string): Binding | null {
    for (let scope: Scope | null = this.parent, own = this.bindings.get(name); ;) {
      if (own) return own;
      if (!scope) return null;
      own = scope.bindings.get(name);
      scope = scope.parent;
    }
  }
}

interface Found {
  readonly node: SyntaxNode;
  readonly writes: boolean;
  readonly scope: Scope;
}

interface Declared {
  readonly kind: BindingKind;
  readonly from: SyntaxNode;
}

/** Visits one type of node. */
export type Visitor = (finder: NameFinder, node: SyntaxNode) => void;

/** Walks a tree by the visitors that it is given; `names()` then resolves what it has found. */
export class NameFinder {
  private readonly outermost = new Scope(null, true);
  private scope = this.outermost;
  private readonly found: Found[] = [];
  /** How much encloses what is being read; 0 is a statement of the cell's top level. */
  private depth = 0;

  constructor(private readonly visitors: Readonly<Record<string, Visitor>>) {}

  program(tree: SyntaxNode): void {
    for (const statement of list(tree.body)) this.visit(statement);
  }

  names(): Names {
    const references = this.found.map(({ node, writes, scope }) => {
      const name = node.name ?? '';
      return { name, node, writes, binding: scope.find(name) };
    });
    references.sort((a, b) => a.node.start - b.node.start);
    return { bindings: [...this.outermost.bindings.values()], references };
  }

  private visit(node: SyntaxNode | null | undefined): void {
    if (!node || isType(node)) return;
    const visitor = this.visitors[node.type];
    if (visitor) visitor(this, node);
    else this.visitChildren(node);
  }

  visitAll(nodes: unknown): void {
    for (const node of list(nodes)) this.visit(node);
  }

  visitChildren(node: SyntaxNode): void {
    for (const child of children(node)) this.visit(child);
  }

  refer(node: SyntaxNode, writes = false): void {
    this.found.push({ node, writes, scope: this.scope });
  }

  declare(node: SyntaxNode | null | undefined, { kind, from }: Declared): void {
    if (node?.name === undefined) return;
    let scope = this.scope;
    while (kind === 'var' && !scope.holdsVar && scope.parent) scope = scope.parent;
    const top = scope === this.outermost && this.depth === 0;
    const before = scope.bindings.get(node.name);
    if (before && (before.top || !top)) return;
    scope.bindings.set(node.name, { name: node.name, kind, node, from, top });
  }

  within(holdsVar: boolean, inside: () => void): void {
    const outer = this.scope;
    this.scope = new Scope(outer, holdsVar);
    this.depth++;
    inside();
    this.depth--;
    this.scope = outer;
  }

  /** What a statement encloses is not at the top level, though it may have no scope of its own. */
  enclosed(inside: () => void): void {
    this.depth++;
    inside();
    this.depth--;
  }

  /** A pattern that declares names. */
  bind(pattern: SyntaxNode | null | undefined, declared: Declared): void {
    this.walkPattern(pattern, (target) => {
      this.declare(target, declared);
    });
  }

  /** A pattern that sets what is there already; members in it are read. */
  assign(pattern: SyntaxNode | null | undefined): void {
    this.walkPattern(pattern, (target) => {
      if (target.type === 'Identifier') this.refer(target, true);
      else this.visit(target);
    });
  }

  private walkPattern(
    node: SyntaxNode | null | undefined,
    reach: (target: SyntaxNode) => void,
  ): void {
    if (!node) return;
    switch (node.type) {
      case 'ObjectPattern':
        for (const property of node.properties ?? []) {
          if (property.computed === true) this.visit(property.key);
          const value = property.type === 'RestElement' ? property.argument : property.value;
          this.walkPattern(isNode(value) ? value : null, reach);
        }
        return;
      case 'ArrayPattern':
        for (const element of node.elements ?? []) this.walkPattern(element, reach);
        return;
      case 'RestElement':
        this.walkPattern(node.argument, reach);
        return;
      case 'AssignmentPattern':
        this.walkPattern(node.left, reach);
        this.visit(node.right);
        return;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
        this.walkPattern(isNode(node.expression) ? node.expression : null, reach);
        return;
      case 'TSParameterProperty':
        this.walkPattern(children(node).at(-1), reach);
        return;
      default:
        reach(node);
    }
  }

  variables(node: SyntaxNode): void {
    const kind = node.kind === 'let' || node.kind === 'var' ? node.kind : 'const';
    for (const declarator of node.declarations ?? []) {
      this.bind(declarator.id, { kind, from: declarator });
      this.visit(declarator.init);
    }
  }

  functionOf(node: SyntaxNode): void {
    this.within(true, () => {
      const from = node;
      if (node.type !== 'ArrowFunctionExpression') {
        this.declare({ ...node, name: 'arguments' }, { kind: 'own', from });
      }
      for (const parameter of node.params ?? []) {
        if (parameter.type === 'Identifier' && parameter.name === 'this') continue;
        this.bind(parameter, { kind: 'parameter', from });
      }
      // The body's own variables are not seen by the parameters' default values.
      this.within(true, () => {
        for (const body of list(node.body)) {
          if (body.type === 'BlockStatement') this.visitAll(body.body);
          else this.visit(body);
        }
      });
    });
  }

  classOf(node: SyntaxNode): void {
    this.within(false, () => {
      this.declare(node.id, { kind: 'own', from: node });
      this.visit(node.superClass);
      this.visitAll(node.body);
    });
  }
}
