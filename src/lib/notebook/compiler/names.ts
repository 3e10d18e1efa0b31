/** Which names a cell defines and which it needs. Types do not count. */
import { NameFinder, type Names, type Visitor } from './name-finder';
import type { SyntaxNode } from './syntax';

export type { Binding, Names, Reference } from './name-finder';

export function findNames(program: SyntaxNode): Names {
  const finder = new NameFinder(visitors);
  finder.program(program);
  return finder.names();
}

const block: Visitor = (finder, node) => {
  finder.within(false, () => {
    finder.visitChildren(node);
  });
};

const member: Visitor = (finder, node) => {
  if (node.computed === true) finder.visitAll(node.key);
  finder.visitAll(node.value);
};

const eachOf: Visitor = (finder, node) => {
  finder.within(false, () => {
    if (node.left?.type === 'VariableDeclaration') finder.visitAll(node.left);
    else finder.assign(node.left);
    finder.visitAll(node.right);
    finder.visitAll(node.body);
  });
};

const nothing: Visitor = () => undefined;

const statement: Visitor = (finder, node) => {
  finder.enclosed(() => {
    finder.visitChildren(node);
  });
};

const visitors: Readonly<Record<string, Visitor>> = {
  Identifier: (finder, node) => {
    finder.refer(node);
  },
  VariableDeclaration: (finder, node) => {
    // What `using` declares is gone when the cell has run, and so nobody else's.
    if (node.kind?.endsWith('using')) {
      finder.enclosed(() => {
        finder.variables(node);
      });
    } else {
      finder.variables(node);
    }
  },
  FunctionDeclaration: (finder, node) => {
    finder.declare(node.id, { kind: 'function', from: node });
    finder.functionOf(node);
  },
  FunctionExpression: (finder, node) => {
    finder.within(false, () => {
      finder.declare(node.id, { kind: 'own', from: node });
      finder.functionOf(node);
    });
  },
  ArrowFunctionExpression: (finder, node) => {
    finder.functionOf(node);
  },
  ClassDeclaration: (finder, node) => {
    finder.declare(node.id, { kind: 'class', from: node });
    finder.classOf(node);
  },
  ClassExpression: (finder, node) => {
    finder.classOf(node);
  },
  MethodDefinition: member,
  PropertyDefinition: member,
  Property: member,
  StaticBlock: (finder, node) => {
    finder.within(true, () => {
      finder.visitChildren(node);
    });
  },
  MemberExpression: (finder, node) => {
    finder.visitAll(node.object);
    if (node.computed === true) finder.visitAll(node.property);
  },
  AssignmentExpression: (finder, node) => {
    finder.assign(node.left);
    finder.visitAll(node.right);
  },
  UpdateExpression: (finder, node) => {
    finder.assign(node.argument);
  },
  BlockStatement: block,
  SwitchStatement: (finder, node) => {
    finder.visitAll(node.discriminant);
    finder.within(false, () => {
      finder.visitAll(node.cases);
    });
  },
  IfStatement: statement,
  WhileStatement: statement,
  DoWhileStatement: statement,
  CatchClause: (finder, node) => {
    finder.within(false, () => {
      finder.bind(node.param, { kind: 'catch', from: node });
      finder.visitAll(node.body);
    });
  },
  ForStatement: block,
  ForInStatement: eachOf,
  ForOfStatement: eachOf,
  LabeledStatement: (finder, node) => {
    finder.visitAll(node.body);
  },
  BreakStatement: nothing,
  ContinueStatement: nothing,
  MetaProperty: nothing,
  ImportDeclaration: (finder, node) => {
    if (node.importKind === 'type') return;
    for (const specifier of node.specifiers ?? []) {
      if (specifier.importKind === 'type') continue;
      finder.declare(specifier.local, { kind: 'import', from: specifier });
    }
  },
  ExportNamedDeclaration: (finder, node) => {
    finder.visitAll(node.declaration);
    if (node.source || node.exportKind === 'type') return;
    for (const specifier of node.specifiers ?? []) {
      if (specifier.exportKind !== 'type') finder.visitAll(specifier.local);
    }
  },
  ExportAllDeclaration: nothing,
};
