#!/usr/bin/env node
/**
 * Runs a tool that is written in TypeScript on the library as it stands, with the site's own import
 * names (`@lib/…`).
 *
 * usage: node tools/typescript.mjs <tool.ts> [its arguments]
 */
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './lib/steps.mjs';

const [tool] = process.argv.splice(2, 1);
if (!tool) {
  console.error('usage: node tools/typescript.mjs <tool.ts> [its arguments]');
  process.exit(2);
}
await runnerImport(resolve(tool), {
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: {
    alias: { '@lib': join(root, 'src', 'lib'), '@components': join(root, 'src', 'components') },
  },
});
// The threads of WebAssembly would keep the process alive.
process.exit();
