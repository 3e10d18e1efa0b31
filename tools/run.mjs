#!/usr/bin/env node
/**
 * The door to every npm script: makes sure that what a task needs is installed and up to date, then
 * runs it. Plain Node ≥ 20 without dependencies, since it runs before node_modules exists.
 *
 * usage: node tools/run.mjs <task> [arguments for the task's program]
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './lib/chromium.mjs';
import { isInstalled } from './lib/installed.mjs';
import { runBeside } from './lib/beside.mjs';
import { lint } from './lib/lint.mjs';
import { bin, cached, root, run, step } from './lib/steps.mjs';

const buildInputs = [
  ...['src', 'content', 'public', 'tools', 'docs/measurements'],
  ...['astro.config.mjs', 'package-lock.json'],
];
const typeInputs = [...buildInputs, 'tests', 'tsconfig.json'];

const tasks = {
  start: (extra) => {
    build();
    run('astro', ['preview', ...extra]);
  },
  dev: (extra) => {
    prepare();
    run('astro', ['dev', ...extra]);
  },
  build: () => {
    prepare();
    run('astro', ['build']);
  },
  format: () => run('prettier', ['--write', '--log-level', 'warn', '.']),
  unit: (extra) => {
    prepare();
    run('vitest', ['run', ...extra]);
  },
  browser: (extra) => {
    build();
    run('playwright', ['test', ...extra], { env: { CHROMIUM_PATH: findChromium() } });
  },
  bench: (extra) => {
    build();
    run('node', ['tests/bench/bench.mjs', ...extra], { env: { CHROMIUM_PATH: findChromium() } });
  },
  lint,
  types: () => checkTypes(),
  // The site as it is written, and with it the unit tests of whatever changes.
  watch: () => {
    prepare();
    runBeside([
      ['astro', ['dev']],
      ['vitest', ['watch', '--changed']],
    ]);
  },
  // Only for changes that are meant to change what a seed gives.
  golden: (extra) => {
    prepare();
    run('node', ['tools/typescript.mjs', 'tools/record-golden.ts', ...extra]);
  },
  // What the README and the still of the cell show; minutes.
  pictures: () => {
    build();
    run('node', ['tools/take-pictures.mjs'], { env: { CHROMIUM_PATH: findChromium() } });
  },
  // What the text says of this site's own GANs; without a name, the list of what can be measured.
  measure: (extra) => {
    prepare();
    run('node', ['tools/typescript.mjs', 'tools/measure.ts', ...extra]);
  },
  // Hours, not minutes: the shipped weights are in the repository, and a build does not need this.
  pretrain: () => {
    prepare();
    for (const tool of pretraining) run('node', ['tools/typescript.mjs', `tools/${tool}.ts`]);
  },
  test,
};

/** Programs in tools/: those that train networks first, then those that show what these do. */
const pretraining = [
  'train-classifier',
  'train-generator',
  'train-discriminators',
  'draw-latent-still',
  'make-training-film',
  'make-line-opening',
  'make-plane-opening',
  'make-duel-opening',
  'make-rectifier-opening',
  'make-pooling-opening',
  'make-fool-opening',
  'make-mlp-opening',
  'make-comparison-openings',
];

function test() {
  const began = Date.now();
  prepare();
  const gates = {
    format: () => run('prettier', ['--check', '--cache', '--log-level', 'warn', '.']),
    lint,
    types: checkTypes,
    unit: () => run('vitest', ['run']),
    build,
    budget: () => run('node', ['tools/check-budget.mjs']),
    browser: () => run('playwright', ['test'], { env: { CHROMIUM_PATH: findChromium() } }),
  };
  for (const [name, gate] of Object.entries(gates)) step(name, gate);
  console.log(`\nevery gate passed, in ${Math.round((Date.now() - began) / 1000)} s`);
}

function checkTypes() {
  cached('types', typeInputs, () => run('astro', ['check', '--minimumFailingSeverity=hint']));
}

function install() {
  if (!isInstalled()) run('npm', ['ci', '--no-audit', '--no-fund']);
  // From here on, the pinned Node of node_modules (Astro needs a newer one than Node 20) comes first.
  process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
}

/** What the site and the unit tests both need: the packed images and the compiled kernels. */
function prepare() {
  run('node', ['tools/pack-mnist.mjs']);
  run('node', ['tools/build-kernels.mjs']);
}

function build() {
  prepare();
  const isBuilt = existsSync(join(root, 'dist', 'index.html'));
  const base = process.env.SITE_BASE ?? '';
  cached(`build${base}`, buildInputs, () => run('astro', ['build']), isBuilt);
}

const [task = 'start', ...extra] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task)) {
  console.error(`unknown task "${task}"; expected one of: ${Object.keys(tasks).join(', ')}`);
  process.exit(2);
}
install();
tasks[task](extra);
