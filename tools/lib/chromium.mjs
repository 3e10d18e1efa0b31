import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * The path of a Chromium for the browser tests: the one named by CHROMIUM_PATH, an installed one,
 * Playwright's own (downloaded if need be), or Debian's package (installed if we may), in this order.
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is "${named}", and there is no such file`);
  }
  return installed() ?? playwrights() ?? downloaded() ?? debians() ?? fail();
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const fixed = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  return [...candidates, ...fixed].find((path) => existsSync(path));
}

function playwrights() {
  const { chromium } = createRequire(import.meta.url)('playwright');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function downloaded() {
  const { status } = spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit' });
  return status === 0 ? playwrights() : undefined;
}

function debians() {
  const isRoot = process.getuid?.() === 0;
  const apt = (...args) =>
    spawnSync(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['-n', 'apt-get', ...args], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  apt('update', '-qq');
  return apt('install', '-y', '-qq', 'chromium') ? installed() : undefined;
}

function fail() {
  throw new Error(
    'no Chromium found, and none could be installed: install Chromium or Google Chrome, or set CHROMIUM_PATH',
  );
}
