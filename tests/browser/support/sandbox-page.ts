/** Builds the page of `tests/browser/sandbox-page/`: a kernel, and beside it the files that the site serves. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { cached, root } from '../../../tools/lib/steps.mjs';

const folder = join(root, '.cache', 'sandbox-page');

/** @returns the folder to serve */
export async function buildSandboxPage(): Promise<string> {
  let isOutdated = false;
  cached({
    name: 'sandbox-page',
    inputs: ['src', 'public/generated', 'tests/browser/sandbox-page'],
    isMade: existsSync(join(folder, 'index.html')),
    make: () => (isOutdated = true),
  });
  if (!isOutdated) return folder;
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    resolve: { tsconfigPaths: true },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: join(root, 'tests', 'browser', 'sandbox-page', 'main.ts'),
        output: { entryFileNames: 'main.js' },
      },
    },
  });
  mkdirSync(join(folder, 'generated'), { recursive: true });
  cpSync(join(root, 'public', 'generated'), join(folder, 'generated'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), html);
  return folder;
}

/** With the policy that the site's own pages have, as far as it is about frames and scripts. */
const policy = "default-src 'none'; script-src 'self'; frame-src 'self'; connect-src 'self'";
const html = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>sandbox</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<script type="module" src="main.js"></script></html>`;
