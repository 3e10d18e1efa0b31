import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../../tools/lib/steps.mjs';

/** Bundle `tests/bench/page`, as the site's own code is bundled, into a folder outside the site. */
export async function buildPage() {
  const outDir = join(root, '.cache', 'bench-page');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(root, 'tests', 'bench', 'page'),
    publicDir: false,
    resolve: { alias: { '@lib': join(root, 'src', 'lib') } },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 10_000 },
  });
  return outDir;
}
