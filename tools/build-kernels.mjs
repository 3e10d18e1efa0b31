#!/usr/bin/env node
/**
 * Compiles src/lib/backends/wasm/assembly to src/lib/backends/wasm/generated/*.wasm: for plain and
 * for shared memory (threads), without and with relaxed SIMD (fused multiply-add).
 *
 * Beside them goes tfjs's own SIMD build with its memory declared shared. tfjs has a build with
 * threads too, but the workers of that one are made from the source text of a function, which no
 * longer works once a bundler has renamed what the function refers to; and its threads only help
 * kernels that are replaced here.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { shareMemory } from './lib/share-memory.mjs';
import { cached, root, run } from './lib/steps.mjs';

const source = 'src/lib/backends/wasm/assembly';
const target = 'src/lib/backends/wasm/generated';

const memories = {
  // The most that there can be, since an import's limit must not be below the memory's.
  shared: ['--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'],
  plain: [],
};
const instructions = {
  relaxed: ['--enable', 'relaxed-simd'],
  simd: [],
};

const builds = Object.keys(memories).flatMap((memory) =>
  Object.keys(instructions).map((instruction) => ({
    file: join(target, `${memory}-${instruction}.wasm`),
    options: [...memories[memory], ...instructions[instruction]],
  })),
);

function compile({ file, options }) {
  const common = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  const memory = ['--importMemory', '--noExportMemory', '--initialMemory', '1'];
  run('asc', [join(source, 'index.ts'), '-o', file, ...common, ...memory, ...options]);
}

const sharedTfjs = join(root, target, 'tfjs-shared.wasm');
/** 1 GiB: a few times what training needs, and little enough for phones to reserve. */
const maximumPages = 16384;

function shareTfjs() {
  const tfjs = dirname(
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
  );
  const binary = readFileSync(join(tfjs, 'wasm-out', 'tfjs-backend-wasm-simd.wasm'));
  writeFileSync(sharedTfjs, shareMemory(binary, maximumPages));
}

cached({
  name: 'kernels',
  inputs: [source, 'tools/build-kernels.mjs', 'tools/lib/share-memory.mjs', 'package-lock.json'],
  isMade: existsSync(sharedTfjs) && builds.every(({ file }) => existsSync(join(root, file))),
  make: () => {
    mkdirSync(join(root, target), { recursive: true });
    builds.forEach(compile);
    shareTfjs();
  },
});
