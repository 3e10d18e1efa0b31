import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { SetUpError } from './steps.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const require = createRequire(import.meta.url);

/** A way to a Chromium that led to none, and all that was said on it. */
/** @typedef {{ way: string, output: string }} Failure */

/**
 * The path of a Chromium for the browser tests: the one named by CHROMIUM_PATH, an installed one,
 * Playwright's own (downloaded if need be), or Debian's package (installed if we may), in this order.
 * What failed on the way is told only when nothing led to one.
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new SetUpError(`CHROMIUM_PATH is "${named}", and there is no such file`);
  }
  /** @type {Failure[]} */
  const failures = [];
  const found =
    installed(failures) ??
    playwrights(failures) ??
    (await downloaded(failures)) ??
    debians(failures);
  if (found) return found;
  throw new SetUpError(
    [
      'no Chromium found, and none could be installed:',
      ...failures.map(({ way, output }) => `\n── ${way}\n${output.trim()}`),
      '\ninstall Chromium or Google Chrome, or set CHROMIUM_PATH',
    ].join('\n'),
  );
}

function installed(failures) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const fixed = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  return [...candidates, ...fixed].find((path) => existsSync(path) && starts(path, failures));
}

function playwrights(failures) {
  const path = require('playwright').chromium.executablePath();
  return existsSync(path) && starts(path, failures) ? path : undefined;
}

/** Whether it starts: there are placeholders for a package, and builds that lack libraries. */
function starts(path, failures) {
  // There it would open a window.
  if (process.platform === 'win32') return true;
  const { ok, output } = capture(path, ['--version']);
  if (!ok) failures.push({ way: `${path} --version`, output });
  return ok;
}

async function downloaded(failures) {
  const began = begin('no Chromium here; downloading the one of Playwright');
  const { ok, output } = await installOnce();
  if (ok) {
    began.end();
    return playwrights(failures);
  }
  began.end(`not to be had (${/^Error: (.+)$/m.exec(output)?.[1] ?? 'it failed'})`);
  failures.push({ way: 'playwright install chromium', output });
  return undefined;
}

/** Playwright tries each address up to five times; a second try of the same one ends this. */
function installOnce() {
  const cli = join(dirname(require.resolve('playwright/package.json')), 'cli.js');
  const child = spawn(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const read = (data) => {
    output += stripVTControlCharacters(String(data));
    const addresses = [...output.matchAll(/^Downloading .* from (\S+)/gm)].map(([, url]) => url);
    if (new Set(addresses).size < addresses.length) child.kill();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  return new Promise((resolve) => {
    const end = (ok) => {
      // What Playwright has started may hold them open.
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ ok, output });
    };
    child.once('error', () => end(false));
    child.once('exit', (status) => end(status === 0));
  });
}

function debians(failures) {
  if (!capture('apt-get', ['--version']).ok) return undefined;
  const began = begin('installing Chromium as a package of the system');
  const isRoot = process.getuid?.() === 0;
  const apt = (...args) =>
    capture(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['-n', 'apt-get', ...args], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
  const updated = apt('update', '-qq');
  const done = apt('install', '-y', '-qq', '-o', 'DPkg::Lock::Timeout=120', 'chromium');
  if (done.ok) {
    began.end();
    return installed(failures);
  }
  began.end('not possible');
  const output = `${updated.output}\n${done.output}`;
  failures.push({ way: `${isRoot ? '' : 'sudo -n '}apt-get install chromium`, output });
  return undefined;
}

/** Begin a line that its end completes. */
function begin(what) {
  const start = Date.now();
  process.stdout.write(`${what} … `);
  return {
    end: (result = `done, ${Math.round((Date.now() - start) / 1000)} s`) => console.log(result),
  };
}

function capture(program, args, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { ok: status === 0, output: error?.message ?? `${stdout}${stderr}` };
}
