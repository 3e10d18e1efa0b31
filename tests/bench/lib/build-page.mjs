import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { root } from '../../../tools/lib/steps.mjs';

const require = createRequire(import.meta.url);
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));

/**
 * Bundle `tests/bench/page`, as the site's own code is bundled, into a folder outside the site, and
 * put the ordinary contender with tfjs as it ships beside it.
 */
export async function buildPage() {
  const outDir = join(root, '.cache', 'bench-page');
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(root, 'tests', 'bench', 'page'),
    publicDir: false,
    resolve: { alias: { '@lib': join(root, 'src', 'lib') } },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 10_000 },
  });
  copyOrdinary(join(outDir, 'ordinary'));
  return outDir;
}

function copyOrdinary(folder) {
  const wasm = packageFolder('@tensorflow/tfjs-backend-wasm');
  const webgpu = packageFolder('@tensorflow/tfjs-backend-webgpu');
  const files = [
    join(root, 'tests', 'bench', 'ordinary', 'worker.js'),
    join(packageFolder('@tensorflow/tfjs'), 'dist', 'tf.min.js'),
    join(wasm, 'dist', 'tf-backend-wasm.min.js'),
    join(webgpu, 'dist', 'tf-backend-webgpu.min.js'),
    ...['', '-simd', '-threaded-simd'].map((kind) =>
      join(wasm, 'wasm-out', `tfjs-backend-wasm${kind}.wasm`),
    ),
  ];
  mkdirSync(folder, { recursive: true });
  for (const file of files) cpSync(file, join(folder, basename(file)));
}
