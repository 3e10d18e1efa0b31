/** A cell's imports: from `'gan'` and `'@tensorflow/tfjs'` only, and only what is there. */
import type { FaultReport } from './faults';
import { nearestName } from './known-names';
import type { Binding, Names } from './names';
import { list, type SyntaxNode } from './syntax';

export type CellImports = Readonly<Record<'gan' | '@tensorflow/tfjs', readonly string[]>>;

/** A module that cells can import, and the parameter of the cell's function that stands for it. */
type ModuleName = keyof CellImports;

/** One import as a declaration: `const { a, b: c } = …` or `const all = …`. */
export interface ImportStatement {
  readonly module: ModuleName;
  /** What stands between `const` and `=`. */
  readonly pattern: string;
}

export interface ReadImports {
  readonly names: CellImports;
  readonly statements: readonly ImportStatement[];
  check(report: FaultReport): void;
}

interface Trouble {
  readonly node: SyntaxNode;
  readonly message: string;
}

export interface KnownExports {
  readonly exports: readonly string[];
  readonly tfExports?: readonly string[];
}

export function readImports(tree: SyntaxNode, names: Names, known: KnownExports): ReadImports {
  const imported = { gan: [] as string[], '@tensorflow/tfjs': [] as string[] };
  const statements: ImportStatement[] = [];
  const troubles: Trouble[] = [];
  const isUsed = usedBindings(names);
  for (const node of list(tree.body)) {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') continue;
    const module = String(node.source?.value);
    if (module !== 'gan' && module !== '@tensorflow/tfjs') {
      troubles.push({
        node: node.source ?? node,
        message: `\`${module}\` は読み込めません。${only}`,
      });
      continue;
    }
    const parts: string[] = [];
    for (const specifier of node.specifiers ?? []) {
      if (specifier.importKind === 'type') continue;
      const local = specifier.local?.name ?? '';
      if (specifier.type === 'ImportNamespaceSpecifier') {
        statements.push({ module, pattern: local });
        imported[module].push('*');
        continue;
      }
      const name = importedName(specifier);
      const list = module === 'gan' ? known.exports : known.tfExports;
      if (name === 'default') {
        troubles.push({ node: specifier, message: defaultWords(module) });
      } else if (!list || list.includes(name)) {
        parts.push(name === local ? name : `${JSON.stringify(name)}: ${local}`);
        imported[module].push(name);
      } else if (isUsed(local) || !seemsType(local)) {
        troubles.push({ node: specifier, message: unknownWords(name, module, list) });
      }
    }
    if (parts.length > 0) statements.push({ module, pattern: `{ ${parts.join(', ')} }` });
  }
  return {
    names: imported,
    statements,
    check: (report) => {
      for (const { node, message } of troubles) report.add(node, message);
    },
  };
}

const only = '読み込めるのは `gan` と `@tensorflow/tfjs` だけです。';

function importedName({ type, imported }: SyntaxNode): string {
  if (type === 'ImportDefaultSpecifier') return 'default';
  return imported?.name ?? String(imported?.value);
}

function defaultWords(module: string): string {
  return `\`${module}\` からは、\`import { 名前 } from '${module}'\` の形で読み込みます。`;
}

function unknownWords(name: string, module: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const guess = near === null ? '' : `\`${near}\` のことでしょうか。`;
  return `\`${module}\` に \`${name}\` という名前はありません。${guess}`;
}

function usedBindings({ references }: Names): (local: string) => boolean {
  const used = new Set<Binding | null>(references.map(({ binding }) => binding));
  const names = new Set([...used].flatMap((b) => (b?.kind === 'import' ? [b.name] : [])));
  return (local) => names.has(local);
}

/** Names of types begin with a capital letter; one that no value needs is dropped in silence. */
function seemsType(local: string): boolean {
  return /^[A-Z]/.test(local);
}
