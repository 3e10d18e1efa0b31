import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isInstalled } from './installed.mjs';
import { siteBase } from './site-base.mjs';
import { bin, cached, root, run } from './steps.mjs';

/** Files and folders of which the built site is made. */
export const buildInputs = [
  ...['src', 'content', 'public', 'tools', 'docs/measurements'],
  ...['astro.config.mjs', 'package-lock.json'],
];

let hasInstalled = false;

/** The packages of package-lock.json, and the programs among them for those that are run from here. */
export function install() {
  if (hasInstalled) return;
  if (!isInstalled()) {
    console.log('installing the packages that package-lock.json names');
    // Some packages ask for a newer Node than the one that installs them; ours, below, is.
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  // From here on, the pinned Node of node_modules (Astro needs a newer one than Node 20) comes first.
  process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  hasInstalled = true;
}

/** What the site and the unit tests both need: the packed images and the compiled kernels. */
export function prepare() {
  install();
  run('node', ['tools/pack-mnist.mjs']);
  run('node', ['tools/build-kernels.mjs']);
}

/** What the site needs beside that: the program that computes a notebook's cells. */
export function prepareSite() {
  prepare();
  run('node', ['tools/build-notebook-runtime.mjs']);
}

/**
 * The site in dist/.
 *
 * @param options.anew whether to build it even if it is up to date
 */
export function build({ anew = false } = {}) {
  prepareSite();
  cached({
    name: 'build',
    inputs: buildInputs,
    setting: siteBase(),
    isMade: !anew && existsSync(join(root, 'dist', 'index.html')),
    make: () => run('astro', ['build']),
  });
}
