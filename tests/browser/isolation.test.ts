/**
 * The site on a host that sends no headers and serves it under a sub-path: the service worker makes
 * its pages cross-origin isolated, and where there can be none, they work all the same.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { brokenLinks } from '../../tools/lib/links.mjs';
import { serve } from '../../tools/lib/serve.mjs';
import { buildInputs } from '../../tools/lib/set-up.mjs';
import { cached, root, run } from '../../tools/lib/steps.mjs';
import { approach } from './support/cell';
import { DcganCell } from './support/dcgan-cell';
import { expect, test } from './support/test';

const base = '/tutorials/gan/';
const folder = join(root, '.cache', 'sub-path');

// One worker for the file: the build is made once.
test.describe.configure({ mode: 'default' });
test.use({ serviceWorkers: 'allow' });

let server: Awaited<ReturnType<typeof serve>>;
let workerScript: (path: string) => Promise<number | undefined>;

test.beforeAll(async () => {
  cached({
    name: 'sub-path',
    inputs: buildInputs,
    isMade: existsSync(join(folder, 'index.html')),
    make: () =>
      run('astro', ['build', '--silent', '--outDir', folder], { env: { SITE_BASE: base } }),
  });
  server = await serve(folder, {
    base,
    before: (path: string) =>
      path.endsWith('/isolation-worker.js') ? workerScript(path) : Promise.resolve(undefined),
  });
});

test.beforeEach(() => {
  workerScript = () => Promise.resolve(undefined);
});

test.afterAll(async () => {
  await server.stop();
});

test('every link and file of a build under a sub-path resolves', async () => {
  expect(await brokenLinks(folder, base)).toEqual([]);
});

test('a page that computes becomes isolated by itself, after one reload', async ({ page }) => {
  const loads = await visitUntilReloaded(page, 'code/');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.waitForTimeout(500);
  expect(loads()).toBe(2);

  await page.getByRole('link', { name: '論文紹介' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('論文紹介');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('a cell trains on such a host', async ({ page }) => {
  await visitUntilReloaded(page, 'code/#run');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const cell = new DcganCell(page);
  await approach(cell.root);
  await cell.openPanel('計算方法');
  await cell.root.getByLabel('計算方法の選択').selectOption('wasm');
  await cell.press('実行');
  await cell.waitForStep(1);
});

test('a page that only reads is not reloaded, and prepares those that compute', async ({
  page,
}) => {
  let loads = 0;
  page.on('framenavigated', () => (loads += 1));
  await page.goto(`${server.url}papers/`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.waitForTimeout(300);
  expect(loads).toBe(1);
  await page.getByRole('link', { name: '実装' }).first().click();
  await page.waitForFunction(() => crossOriginIsolated);
  expect(loads).toBe(2);
});

test('a page that the reader has begun to use is not taken away', async ({ page }) => {
  let release: () => void = () => undefined;
  const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
  workerScript = () => held;
  let loads = 0;
  page.on('framenavigated', () => (loads += 1));
  await page.goto(`${server.url}code/`);
  await page.getByRole('radio', { name: '暗い' }).check({ force: true });
  release();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.waitForTimeout(500);
  expect(loads).toBe(1);
});

test('a page works where the service worker cannot be had', async ({ page, trouble }) => {
  workerScript = () => Promise.resolve(500);
  let loads = 0;
  page.on('framenavigated', () => (loads += 1));
  await page.goto(`${server.url}code/`);
  await page.getByRole('radio', { name: '暗い' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.waitForTimeout(300);
  expect(loads).toBe(1);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  // Chromium itself reports the refused script; the page throws nothing.
  expect(trouble.splice(0)).toEqual([expect.stringContaining('bad HTTP response code (500)')]);
});

test.describe('with service workers blocked', () => {
  test.use({ serviceWorkers: 'block' });

  test('a page works, not isolated', async ({ page }) => {
    await page.goto(`${server.url}code/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('実装');
    await page.getByRole('radio', { name: '暗い' }).check({ force: true });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  });
});

/**
 * Open a page and wait until it has reloaded itself. Nothing is evaluated in it before, since
 * Playwright's evaluations count as the reader's use of the page.
 *
 * @returns how many times the page has been loaded by now
 */
async function visitUntilReloaded(page: Page, path: string): Promise<() => number> {
  let loads = 0;
  page.on('framenavigated', () => (loads += 1));
  await page.goto(`${server.url}${path}`, { waitUntil: 'commit' });
  await expect.poll(() => loads, { timeout: 30_000 }).toBe(2);
  await page.waitForLoadState();
  return () => loads;
}
