import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyTools } from './copied-tools';

/** What the search has printed. */
let printed: string;

beforeEach(() => {
  printed = '';
  vi.stubEnv('CHROMIUM_PATH', '');
  vi.spyOn(console, 'log').mockImplementation((line: string) => void (printed += `${line}\n`));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) =>
    Boolean((printed += String(text))),
  );
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/**
 * A machine with nothing but what a test puts there.
 *
 * @param playwright what its `install` does, as the body of a module; `browser` is where it belongs
 */
async function setUp(playwright = unreachable) {
  const { root, write, load } = copyTools();
  const browser = join(root, 'playwright/chrome');
  const program = (path: string, body = 'echo Chromium 1') => {
    write(path, `#!/bin/sh\n${body}\n`);
    chmodSync(join(root, path), 0o755);
  };
  write('node_modules/playwright/package.json', { name: 'playwright', main: 'index.js' });
  write(
    'node_modules/playwright/index.js',
    `exports.chromium = { executablePath: () => ${JSON.stringify(browser)} };`,
  );
  write(
    'node_modules/playwright/cli.js',
    `const browser = ${JSON.stringify(browser)};${playwright}`,
  );
  write('playwright/asked', '');
  vi.stubEnv('PATH', join(root, 'nothing'));
  const usePath = (...folders: string[]) => {
    vi.stubEnv('PATH', folders.map((folder) => join(root, folder)).join(delimiter));
  };
  const { findChromium } = await load<{ findChromium: () => Promise<string> }>('lib/chromium.mjs');
  return { root, browser, program, usePath, findChromium };
}

/** As Playwright does without a network: five times the same. */
const unreachable = `
  const { appendFileSync } = require('node:fs');
  let tries = 0;
  const again = () => {
    if (++tries > 5) process.exit(1);
    appendFileSync(browser.replace('chrome', 'asked'), 'x');
    console.log('Downloading Chrome \u001b[2m from https://example.org/chrome.zip\u001b[22m');
    console.error('Error: getaddrinfo ENOTFOUND example.org\\n    at somewhere deep');
    setTimeout(again, 300);
  };
  again();
`;

const reachable = `
  const { writeFileSync } = require('node:fs');
  console.log('Downloading Chrome from https://example.org/chrome.zip');
  console.log('Downloading FFmpeg from https://example.org/ffmpeg.zip');
  writeFileSync(browser, '#!/bin/sh\\necho Chromium 1\\n', { mode: 0o755 });
`;

describe('finding Chromium', () => {
  it('takes the one that CHROMIUM_PATH names before any other', async () => {
    const { root, program, usePath, findChromium } = await setUp();
    program('named/chrome');
    program('second/chromium');
    vi.stubEnv('CHROMIUM_PATH', join(root, 'named/chrome'));
    usePath('second');
    expect(await findChromium()).toBe(join(root, 'named/chrome'));
  });

  it('says so when CHROMIUM_PATH names no file, rather than take another', async () => {
    const { program, usePath, findChromium } = await setUp();
    program('second/chromium');
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chrome');
    usePath('second');
    await expect(findChromium()).rejects.toThrow(
      'CHROMIUM_PATH is "/nowhere/chrome", and there is no such file',
    );
  });

  it('looks through PATH, for Chromium before Chrome', async () => {
    const { root, program, usePath, findChromium } = await setUp();
    program('first/google-chrome');
    program('second/chromium');
    usePath('empty', 'first', 'second');
    expect(await findChromium()).toBe(join(root, 'second/chromium'));
    usePath('first');
    expect(await findChromium()).toBe(join(root, 'first/google-chrome'));
    expect(printed).toBe('');
  });

  it('passes by what does not start, as a placeholder for a package', async () => {
    const { root, program, usePath, findChromium } = await setUp();
    program('first/chromium-browser', 'echo install it first >&2; exit 1');
    program('first/google-chrome');
    usePath('first');
    expect(await findChromium()).toBe(join(root, 'first/google-chrome'));
  });

  it('downloads Playwright’s where there is none', async () => {
    const { browser, findChromium } = await setUp(reachable);
    expect(await findChromium()).toBe(browser);
    expect(printed).toMatch(
      /^no Chromium here; downloading the one of Playwright … done, \d+ s\n$/,
    );
  });

  it('tries to download it once, in one line, then takes the package of the system', async () => {
    const { root, program, usePath, findChromium } = await setUp();
    // Installs by writing what it would install; `sudo` runs what follows its option.
    const installed = join(root, 'first/chromium');
    const body = `printf '#!/bin/sh\\n' > ${installed}; /bin/chmod +x ${installed}`;
    program('first/apt-get', `case "$*" in *install*) ${body};; esac`);
    program('first/sudo', 'shift; "$@"');
    usePath('first');
    expect(await findChromium()).toBe(installed);
    expect(printed.split('\n')).toEqual([
      'no Chromium here; downloading the one of Playwright … not to be had (getaddrinfo ENOTFOUND example.org)',
      expect.stringMatching(/^installing Chromium as a package of the system … done, \d+ s$/),
      '',
    ]);
    expect(readFileSync(join(root, 'playwright/asked'), 'utf8').length).toBeLessThanOrEqual(2);
  });

  it('tells what was tried when nothing leads to one', async () => {
    const { program, usePath, browser, findChromium } = await setUp();
    program('first/apt-get', '[ "$1" = --version ] || { echo no such package >&2; exit 100; }');
    program('first/sudo', 'shift; "$@"');
    usePath('first');
    const error = await findChromium().catch(String);
    expect(error).toMatch(/no Chromium found, and none could be installed/);
    expect(error).toMatch(/── playwright install chromium\n.*ENOTFOUND example.org\n.*deep/s);
    expect(error).toMatch(/apt-get install chromium\n.*no such package/s);
    expect(error).toMatch(/set CHROMIUM_PATH$/);
    expect(existsSync(browser)).toBe(false);
  });
});
