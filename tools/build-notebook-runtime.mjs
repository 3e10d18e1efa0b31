#!/usr/bin/env node
/**
 * Builds what computes the notebook's cells, which the site's own build cannot make: a worker of opaque
 * origin is no module and loads nothing, so its program is one classic script with everything inside.
 *
 * - public/generated/notebook/runtime.<hash>.js: the library, tfjs and the evaluator, from the sources that
 *   the site's worker is made from
 * - public/generated/notebook/host.<hash>.html: the frame that the sandbox is in
 * - src/lib/notebook/generated/files.json: their names, for the page
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { hostPage } from './lib/notebook-host.mjs';
import { cached, root, run } from './lib/steps.mjs';

const sources = join(root, 'src', 'lib');
const tools = ['tools/build-notebook-runtime.mjs', 'tools/lib/notebook-host.mjs'];
const served = join('generated', 'notebook');
const names = join(sources, 'notebook', 'generated', 'files.json');

/** One classic script of an entry and all that it imports. */
async function bundle(entry, plugins = []) {
  const [{ output }] = [
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      plugins,
      define: { 'import.meta.env.BASE_URL': '"/"' },
      build: {
        write: false,
        target: 'es2022',
        minify: true,
        modulePreload: false,
        lib: { entry: join(sources, entry), formats: ['iife'], name: 'notebook' },
        rolldownOptions: { output: { codeSplitting: false, keepNames: true } },
      },
    }),
  ].flat();
  const [{ code }, ...others] = output;
  if (others.length > 0) throw new Error(`${entry} became more than one file`);
  return code;
}

/** WebGPU, WebGL and tfjs's own way to threads: programs of hundreds of kB, which would be parsed for nothing. */
const unused = /tfjs-backend-web(gpu|gl)$|tfjs-backend-wasm-threaded-simd/;

/** In the runtime, threads begin from a text; what is never run there is left out. */
function withoutFiles(pool) {
  const texts = {
    '\0virtual:pool-worker': `export default ${JSON.stringify(pool)};`,
    '\0virtual:nothing':
      'export default null; export const wasmWorkerContents = null; export const version_webgl = "";',
  };
  return {
    name: 'without-files',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === 'virtual:pool-worker') return '\0virtual:pool-worker';
      if (unused.test(id)) return '\0virtual:nothing';
      const isPool = importer?.endsWith('/backends/wasm/pool.ts') && id === './helper';
      return isPool ? join(sources, 'notebook', 'worker', 'helper.ts') : null;
    },
    load: (id) => texts[id] ?? null,
  };
}

async function make() {
  const pool = await bundle(join('backends', 'wasm', 'pool.worker.ts'));
  const runtime = await bundle(join('notebook', 'worker', 'runtime.ts'), [withoutFiles(pool)]);
  const host = hostPage({
    host: (await bundle(join('notebook', 'bridge', 'host.ts'))).trim(),
    bridge: (await bundle(join('notebook', 'bridge', 'bridge.ts'))).trim(),
  });
  rmSync(join(root, 'public', served), { recursive: true, force: true });
  mkdirSync(join(root, 'public', served), { recursive: true });
  const files = {
    runtime: write('runtime', 'js', runtime),
    host: write('host', 'html', host),
  };
  mkdirSync(join(names, '..'), { recursive: true });
  writeFileSync(names, JSON.stringify(files));
}

/** @returns its address below the site's base */
function write(name, extension, text) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const file = `${name}.${hash}.${extension}`;
  writeFileSync(join(root, 'public', served, file), text);
  return `${served}/${file}`.replaceAll('\\', '/');
}

function isMade() {
  if (!existsSync(names)) return false;
  const files = Object.values(JSON.parse(readFileSync(names, 'utf8')));
  return files.every((file) => existsSync(join(root, 'public', file)));
}

const now = 'now';
if (process.argv[2] === now) await make();
else {
  cached({
    name: 'notebook-runtime',
    inputs: ['src/lib', ...tools, 'package-lock.json'],
    isMade: isMade(),
    make: () => run('node', ['tools/build-notebook-runtime.mjs', now]),
  });
}
