#!/usr/bin/env node
/**
 * The door to every npm script: makes sure that what a task needs is installed and up to date, then
 * runs it. Plain Node ≥ 20 without dependencies, since it runs before node_modules exists.
 *
 * usage: node tools/run.mjs <task> [arguments for the task's program]
 */
import { runBeside } from './lib/beside.mjs';
import { findChromium } from './lib/chromium.mjs';
import { duration, runGates } from './lib/gates.mjs';
import { lint } from './lib/lint.mjs';
import { build, buildInputs, install, prepare, prepareSite } from './lib/set-up.mjs';
import { cached, run, SetUpError } from './lib/steps.mjs';

const tasks = {
  start: (extra) => {
    build();
    run('node', ['tools/serve.mjs', ...extra]);
  },
  dev: (extra) => {
    prepareSite();
    run('astro', ['dev', ...extra]);
  },
  build: () => build({ anew: true }),
  format: () => run('prettier', ['--write', '--log-level', 'warn', '.']),
  unit: (extra) => {
    prepare();
    run('vitest', ['run', ...extra]);
  },
  browser: (extra) => withChromium('playwright', ['test', ...extra]),
  bench: (extra) => withChromium('node', ['tests/bench/bench.mjs', ...extra]),
  lint,
  types: () => checkTypes(),
  // The site as it is written, and with it the unit tests of whatever changes.
  watch: () => {
    prepareSite();
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
  pictures: () => withChromium('node', ['tools/take-pictures.mjs']),
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
  'train-srgan',
  'train-pix2pix',
  'train-lapgan',
  'train-simgan',
  'make-pix2pix-figure',
  'train-stackgan',
  'make-training-film',
  'make-previews',
  'make-examples',
];

async function test() {
  const began = Date.now();
  let env;
  const gates = [
    {
      name: 'set-up',
      does: 'packages, training images, kernels, Chromium',
      seconds: 90,
      run: async () => {
        prepare();
        env = { CHROMIUM_PATH: await findChromium() };
      },
    },
    {
      name: 'format',
      does: 'Prettier',
      seconds: 30,
      run: () => run('prettier', ['--check', '--cache', '--log-level', 'warn', '.']),
    },
    {
      name: 'lint',
      does: 'ESLint, direction of imports, what nobody uses',
      seconds: 60,
      run: lint,
    },
    { name: 'types', does: 'astro check', seconds: 60, run: checkTypes },
    {
      name: 'unit',
      does: 'tests of the library, with real training',
      seconds: 300,
      run: () => run('vitest', ['run']),
    },
    { name: 'build', does: 'the site', seconds: 30, run: () => build() },
    {
      name: 'budget',
      does: 'size of scripts, foreign loads, links',
      seconds: 10,
      run: () => run('node', ['tools/check-budget.mjs']),
    },
    {
      name: 'browser',
      does: 'the site in Chromium, with and without a Japanese font',
      seconds: 600,
      run: () => run('playwright', ['test'], { env }),
    },
  ];
  await runGates(gates);
  console.log(`\nevery gate passed, in ${duration((Date.now() - began) / 1000)}`);
  console.log(`gates: ${gates.length} passed, 0 failed`);
}

function checkTypes() {
  cached({
    name: 'types',
    inputs: [...buildInputs, 'tests', 'tsconfig.json'],
    make: () => run('astro', ['check', '--minimumFailingSeverity=hint']),
  });
}

/** Run a program that opens the built site in Chromium. */
async function withChromium(program, args) {
  build();
  run(program, args, { env: { CHROMIUM_PATH: await findChromium() } });
}

const [task = 'start', ...extra] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task)) {
  console.error(`unknown task "${task}"; expected one of: ${Object.keys(tasks).join(', ')}`);
  process.exit(2);
}
try {
  // The tests first say what they will do.
  if (task !== 'test') install();
  await tasks[task](extra);
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
