/** Files that do not come, or come as something else: told in Japanese where it happens, and mended by trying again. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Locator, Page, Route } from '@playwright/test';
import { serve } from '../../tools/lib/serve.mjs';
import { root } from '../../tools/lib/steps.mjs';
import { approach, isAwake, number, patience } from './support/cell';
import { expect, test } from './support/test';

const phase = (cell: Locator) => cell.locator('.phase');
const button = (cell: Locator, name: string) => cell.getByRole('button', { name, exact: true });
const alertWith = (cell: Locator, text: string | RegExp) =>
  cell.getByRole('alert').filter({ hasText: text });
/** Of a still, outside the element itself. */
const stillAlert = (page: Page, text: string | RegExp) =>
  page.getByRole('alert').filter({ hasText: text });
const again = (alert: Locator) => alert.getByRole('button', { name: 'もう一度試す' });

/** What a network that wants a login first answers to everything. */
const login = (route: Route) =>
  route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Wi-Fi</title>' });

/** The browser reports what these tests break; nothing is to be thrown and not caught. */
test.afterEach(({ trouble }) => {
  expect(trouble.filter((line) => line.startsWith('uncaught'))).toEqual([]);
  trouble.length = 0;
});

test('a part that several cells share may be missing at first', async ({ page }) => {
  await page.route(/\/_astro\/define-widget\.[\w-]+\.js/, (route) => route.abort());
  await page.goto('theory/');
  const cell = page.locator('value-explorer');
  await cell.hover();
  const alert = stillAlert(page, /プログラム（_astro\/define-widget\..*）を読み込めませんでした/);
  await expect(alert).toBeVisible();
  await page.unrouteAll();
  await again(alert).click();
  await isAwake(cell);
  await expect(alert).toBeHidden();
});

test('a program that a new version of the site has taken away says to load the page anew', async ({
  page,
}) => {
  await page.route(/\/_astro\/cell\.[\w-]+\.js/, (route) => route.fulfill({ status: 404 }));
  await page.goto('dcgan/');
  await page.locator('latent-space').hover();
  const alert = stillAlert(page, 'サイトが新しくなったようです');
  await expect(alert).toBeVisible();
  await page.unrouteAll();
  await Promise.all([
    page.waitForEvent('load'),
    alert.getByRole('button', { name: 'ページを再読み込み' }).click(),
  ]);
  await approach(page.locator('latent-space'));
});

test('a login’s page in the place of scripts, previews and the worker is told by the file’s name', async ({
  page,
}) => {
  await page.goto('theory/');
  await page.route(/\/_astro\//, login);
  const cell = page.locator('line-gan');
  await button(cell, '1ステップ').press('Enter');
  const alert = stillAlert(page, /（_astro\/.*）の代わりに別のものが届きました/);
  await expect(alert).toBeVisible();
  await page.unrouteAll();
  await page.route(/\/_astro\/compute\.worker/, login);
  await again(alert).click();
  await isAwake(cell);
  const within = alertWith(cell, /プログラム（_astro\/compute\.worker.*）の代わりに/);
  await expect(within).toBeVisible(patience);
  await page.unrouteAll();
  await button(cell, '1ステップ').click();
  await expect(number(cell, 'Gの更新')).toHaveText('1回', patience);
  await expect(within).toBeHidden();
});

test('parts of the worker’s program may be missing at first', async ({ page }) => {
  await page.goto('theory/');
  const cell = page.locator('line-gan');
  // Before the approach, which already makes a worker ready.
  await page.route(/\/_astro\/environment-/, (route) => route.abort());
  await approach(cell);
  await button(cell, '1ステップ').click();
  const alert = alertWith(cell, 'プログラムを読み込めませんでした。');
  await expect(alert).toBeVisible(patience);
  await expect(phase(cell)).toHaveText('実行前');
  await page.unrouteAll();
  await button(cell, '1ステップ').click();
  await expect(number(cell, 'Gの更新')).toHaveText('1回', patience);
  await expect(alert).toBeHidden();
});

test('a lookup names the network that does not come, and opens it when it does', async ({
  page,
}) => {
  await page.goto('dcgan/');
  const cell = page.locator('latent-space');
  await approach(cell);
  await page.route(/\/models\//, login);
  await button(cell, '実行').click();
  const alert = alertWith(cell, /ネットワーク（.*model\.json）の代わりに/);
  await expect(alert).toBeVisible(patience);
  await page.unrouteAll();
  await again(alert).click();
  await expect(phase(cell)).toHaveText('操作できます', patience);
  await expect(alert).toBeHidden();
});

test('training goes on without the classifier and the charts, which work once they come', async ({
  page,
}) => {
  await page.goto('code/');
  const cell = page.locator('dcgan-cell');
  await approach(cell);
  await page.route(/\/(models\/|_astro\/uplot\.)/, login);
  await button(cell, '1ステップ').click();
  await expect(phase(cell)).toHaveText('一時停止', patience);
  const chart = cell.locator('line-chart').first();
  await expect(chart.locator('.readout')).toContainText('プログラムを待っています');
  await cell.locator('#quality summary').click();
  await button(cell, 'いま測る').click();
  const alert = alertWith(cell, /ネットワーク（digit-classifier\/model\.json）の代わりに/);
  await expect(alert).toBeVisible(patience);
  await button(cell, '1ステップ').click();
  await expect(number(cell, 'ステップ')).toHaveText(/^2 /, patience);
  await page.unrouteAll();
  await button(cell, 'いま測る').click();
  await expect(cell.locator('#quality')).toContainText('フレシェ距離', patience);
  await expect(alert).toBeHidden();
  await expect(chart.locator('canvas')).toBeVisible(patience);
  await expect(chart.locator('.readout')).toBeEmpty();
});

test('a part within a cell that does not come is told of in it', async ({ page }) => {
  await page.goto('code/');
  const cell = page.locator('dcgan-cell');
  await approach(cell);
  await page.route(/\/_astro\/(training-film|film)\.[\w-]+\.(js|webp)/, login);
  await cell.locator('#film summary').click();
  const alert = alertWith(cell, /（_astro\/training-film\..*）の代わりに/);
  await expect(alert).toBeVisible();
  await page.unrouteAll();
  await page.route(/\/_astro\/film\.[\w-]+\.webp/, login);
  await cell.locator('#film summary').click();
  await cell.locator('#film summary').click();
  await expect(alert).toBeHidden();
  const film = cell.locator('example-film');
  await button(film, '再生').click();
  await expect(alertWith(film, /記録映像（.*）の代わりに/)).toBeVisible();
});

test('cells are told of when the page’s own program does not come', async ({ page }) => {
  await page.route(/\/_astro\/Cell\.astro/, login);
  await page.goto('theory/');
  const alert = page.locator('[data-cell="line-gan"] .load-problem');
  await expect(alert).toContainText('このページのプログラムを読み込めませんでした');
  await page.unrouteAll();
  await Promise.all([page.waitForEvent('load'), alert.getByRole('button').click()]);
  await approach(page.locator('line-gan'));
});

/** The site as a host serves it that sends some header with everything. */
async function servedWith(headers: Record<string, string>, use: (url: string) => Promise<void>) {
  const site = await serve(join(root, 'dist'), { headers });
  try {
    await use(site.url);
  } finally {
    await site.stop();
  }
}

test('where WebAssembly is not allowed, cells compute without it', async ({ page, violations }) => {
  // Plain CPU takes its time.
  test.setTimeout(360_000);
  const long = { timeout: 170_000 };
  const policy = "default-src 'self' data:; style-src 'self' 'unsafe-inline'";
  await servedWith({ 'Content-Security-Policy': policy }, async (url) => {
    await page.goto(`${url}code/`);
    const fooled = page.locator('fool-discriminator');
    await approach(fooled);
    await button(fooled, '実行').click();
    await expect(phase(fooled)).toHaveText('操作できます', long);
    await expect(fooled.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
    await page.goto(`${url}theory/`);
    const perceptrons = page.locator('mlp-gan');
    await approach(perceptrons);
    await button(perceptrons, '1ステップ').click();
    await expect(phase(perceptrons)).toHaveText('一時停止', long);
    await expect(perceptrons.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  });
  // Of the host's policy, which knows nothing of the page's own scripts.
  expect(violations.splice(0).every((line) => !line.includes("default-src 'none'"))).toBe(true);
});

/** A page of somebody else's that shows one of the site's in a frame without an origin. */
async function inFrame(page: Page, address: string, use: (cell: Locator) => Promise<void>) {
  const body = `<iframe sandbox="allow-scripts" style="width:900px;height:700px" src="${address}"></iframe>`;
  const host = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end(body);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  try {
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    await use(page.frameLocator('iframe').locator('body'));
  } finally {
    host.closeAllConnections();
    host.close();
  }
}

test('in a frame without an origin the page stays readable and says what does not work', async ({
  page,
}) => {
  await servedWith({}, (url) =>
    inFrame(page, `${url}theory/`, async (body) => {
      await expect(body.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(body.locator('[data-cell="line-gan"] .load-problem')).toContainText('枠の中');
    }),
  );
  await servedWith({ 'Access-Control-Allow-Origin': '*' }, async (url) => {
    await inFrame(page, `${url}dcgan/`, async (body) => {
      const cell = body.locator('latent-space');
      await approach(cell);
      await button(cell, '実行').click();
      await expect(alertWith(cell, 'ページを囲む枠が、この操作を許していません')).toBeVisible();
    });
    await inFrame(page, url, async (body) => {
      await expect(body.locator('cover-drawing .about')).toBeHidden();
    });
  });
});
