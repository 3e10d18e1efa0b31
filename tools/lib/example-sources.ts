/** What the examples of 実装's cells are made of: the cells' own code, and how it is run. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { tokenizer } from 'acorn';
import { cellSource, codeCells } from '@lib/notebook/cells';
import { compileCell } from '@lib/notebook/compile';
import { ganNames } from '@lib/notebook/gan-names';
import { root } from './steps.mjs';

/** Below the project's root: `<id>.json`, and the pictures that it names. */
export const examplesFolder = 'content/notebook/examples';

/** After so many steps the loop of the examples is stopped, as by a reader's press. */
export const exampleSteps = 400;

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The cells as the page compiles them, in reading order. */
export function compileCells() {
  return codeCells.map(({ id }) => ({
    ...compileCell(cellSource(id, read), { id, exports: ganNames, tfExports: Object.keys(tf) }),
    id,
  }));
}

/**
 * Of all cells' programs: a cell's outputs may change with any cell above it. Types and comments change
 * none.
 */
export function exampleHash(): string {
  const programs = compileCells().map(({ code }) =>
    Array.from(tokenizer(code, { ecmaVersion: 'latest', sourceType: 'module' }), (token) =>
      code.slice(token.start, token.end),
    ),
  );
  return createHash('sha256')
    .update(JSON.stringify([exampleSteps, programs]))
    .digest('hex')
    .slice(0, 16);
}
