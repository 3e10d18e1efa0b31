import { join } from 'node:path';
import type { CompletionData } from '@lib/notebook/completions';
import { root } from '../lib/steps.mjs';
import { ganLines, notebookLines } from './gan-lines';
import { layerParameters, ownParameters } from './parameter-lines';
import { type Declared, readDeclarations } from './signatures';
import { tfLines } from './tf-lines';

const facade = join(root, 'src/lib/index.ts');
const functions = join(root, 'src/lib/notebook/functions.ts');

/** @throws on a name or a parameter that has no line, and on a line of which there is no such name */
export function makeCompletions(): CompletionData {
  const declarations = readDeclarations([facade, functions], join(root, 'tsconfig.json'));
  const gan = declarations.exportsOf(facade);
  const nameless = [...gan.keys()].filter((name) => !(name in ganLines));
  if (nameless.length > 0) {
    throw new Error(`no line in tools/completions/gan-lines.ts for ${nameless.join(', ')}`);
  }
  const scopes = {
    gan: entries(gan, ganLines),
    notebook: entries(declarations.membersOf(functions, 'NotebookFunctions'), notebookLines),
    tf: entries(declarations.tf(), tfLines.tf),
    'tf.layers': entries(declarations.tf('layers'), tfLines['tf.layers']),
    'tf.initializers': entries(declarations.tf('initializers'), tfLines['tf.initializers']),
  };
  checkParameters([...scopes.gan, ...scopes.notebook], ownParameters);
  checkParameters([...scopes['tf.layers'], ...scopes['tf.initializers']], layerParameters);
  return { ...scopes, parameters: { own: ownParameters, layers: layerParameters } };
}

function checkParameters(
  called: readonly (readonly [string, string, string, string])[],
  lines: Readonly<Record<string, string>>,
): void {
  const used = called.flatMap(([name, , parameters]) =>
    (parameters.match(/\w+/g) ?? []).map((parameter) =>
      `${name}.${parameter}` in lines ? `${name}.${parameter}` : parameter,
    ),
  );
  const missing = used.filter((name) => !(name in lines));
  const unused = Object.keys(lines).filter((name) => !used.includes(name));
  if (missing.length + unused.length === 0) return;
  const of = 'tools/completions/parameter-lines.ts';
  throw new Error(
    `${of}: no line for ${[...new Set(missing)].join(', ')}; no such parameter as ${unused.join(', ')}`,
  );
}

function entries(declared: ReadonlyMap<string, Declared>, lines: Readonly<Record<string, string>>) {
  return Object.entries(lines).map(([name, line]) => {
    const found = declared.get(name);
    if (!found) throw new Error(`"${name}" has a line, but is not there`);
    const kind = found.kind === 'constant' ? 'k' : found.kind.charAt(0);
    return [name, kind, found.parameters, line] as const;
  });
}
