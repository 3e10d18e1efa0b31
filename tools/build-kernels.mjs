#!/usr/bin/env node
/**
 * Compiles src/lib/backends/wasm/assembly to src/lib/backends/wasm/generated/*.wasm: for plain and
 * for shared memory (threads), without and with relaxed SIMD (fused multiply-add).
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached, root, run } from './lib/steps.mjs';

const source = 'src/lib/backends/wasm/assembly';
const target = 'src/lib/backends/wasm/generated';

const memories = {
  // tfjs's own limit, which an import must not stay below.
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

const isMade = builds.every(({ file }) => existsSync(join(root, file)));
cached(
  'kernels',
  [source, 'tools/build-kernels.mjs', 'package-lock.json'],
  () => {
    mkdirSync(join(root, target), { recursive: true });
    builds.forEach(compile);
  },
  isMade,
);
