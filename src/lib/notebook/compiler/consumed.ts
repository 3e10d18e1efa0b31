/** Which objects a cell hands to `training(name, parts)`, which changes them as it goes. */
import type { Binding, Names, Reference } from './names';
import { children, type SyntaxNode } from './syntax';

/**
 * The free names that are reached from the parts of a `training(…)`: those that stand there, and
 * those from which the cell's own names that stand there are made. Rather too many than too few,
 * since a cell that is run anew for nothing costs time only.
 */
export function consumedNames(tree: SyntaxNode, { references }: Names): string[] {
  const found = new Set<string>();
  const seen = new Set<Binding>();
  const collect = (range: SyntaxNode) => {
    for (const { name, binding } of within(references, range)) {
      if (!binding) found.add(name);
      else if (!seen.has(binding)) {
        seen.add(binding);
        collect(binding.from);
      }
    }
  };
  for (const parts of trainingParts(tree, references)) collect(parts);
  return [...found];
}

function within(references: readonly Reference[], range: SyntaxNode): Reference[] {
  return references.filter(({ node }) => node.start >= range.start && node.end <= range.end);
}

/** The second arguments of all calls of the notebook's own `training`. */
function trainingParts(tree: SyntaxNode, references: readonly Reference[]): SyntaxNode[] {
  const own = new Set(
    references.flatMap(({ name, node, binding }) =>
      name === 'training' && !binding ? [node] : [],
    ),
  );
  const parts: SyntaxNode[] = [];
  const visit = (node: SyntaxNode) => {
    const second = node.arguments?.[1];
    if (node.type === 'CallExpression' && node.callee && own.has(node.callee) && second) {
      parts.push(second);
    }
    for (const child of children(node)) visit(child);
  };
  if (own.size > 0) visit(tree);
  return parts;
}
