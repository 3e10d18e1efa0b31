/** The service worker: reading and training without a network, versions, and the worker of older sites. */
import type { BrowserContext, Page } from '@playwright/test';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../tools/lib/serve.mjs';
import { root } from '../../tools/lib/steps.mjs';
import { approach, number, patience } from './support/cell';
import { cellOf, phaseOf } from './support/code-cell';
import { DcganCell } from './support/dcgan-cell';
import { expect, test } from './support/test';

test.use({ serviceWorkers: 'allow' });
test.describe.configure({ mode: 'default' });

const dist = join(root, 'dist');
/** Long enough for the worker to keep pages and programs, a while after the page has loaded. */
const kept = { timeout: 60_000 };

/** A copy of the built site, whose files a test may change, and its server at a port of its own. */
async function siteOf(change?: (folder: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  cpSync(dist, folder, { recursive: true });
  change?.(folder);
  let server = await serve(folder, { isolated: true });
  const { port } = new URL(server.url);
  return {
    url: server.url,
    /** Put another version in its place. */
    async deploy(next: (folder: string) => void): Promise<void> {
      await server.stop();
      next(folder);
      server = await serve(folder, { isolated: true, port: Number(port) });
    },
    async close(): Promise<void> {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Resolves when the worker has kept what it keeps by itself. */
async function hasKept(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('offline-kept', resolve, { once: true });
      }),
  );
}

async function goOffline(context: BrowserContext, site: { close(): Promise<void> }) {
  await context.setOffline(true);
  await site.close();
}

test('after one visit pages are read and cells train without a network', async ({
  page,
  context,
  trouble,
}) => {
  const site = await siteOf();
  await page.goto(`${site.url}summary/`);
  await hasKept(page);
  await expect(page.getByRole('button', { name: /^オフラインでも使えるように保存（約\d+ MB）$/ })).toBeVisible(kept); // prettier-ignore
  await goOffline(context, site);

  await page.goto(`${site.url}theory/`);
  const line = page.locator('line-gan');
  await approach(line);
  await line.getByRole('button', { name: '1ステップ', exact: true }).click();
  await expect(number(line, 'Gの更新')).toHaveText('1回', patience);

  await page.goto(`${site.url}code/#run`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const dcgan = new DcganCell(page);
  await approach(dcgan.root);
  await dcgan.press('1ステップ');
  await dcgan.waitForStep(1);

  // With all that it needs: images, networks, the editor, the sandbox.
  const quality = cellOf(page, 'quality');
  await approach(quality);
  await quality.getByRole('button', { name: '編集', exact: true }).click();
  await expect(quality.getByRole('textbox')).toBeFocused(patience);
  await page.keyboard.press('Control+Enter');
  await expect(phaseOf(quality)).toHaveText(/^最新/, patience);

  await page.goto(`${site.url}no/such/page/`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('見つかりません');
  // A network that was not kept is missed, and said so by its name; nothing else is.
  expect(trouble.splice(0).filter((line) => !/models\/|ERR_INTERNET|ERR_FAILED/.test(line))).toEqual([]); // prettier-ignore
});

test('a press keeps everything', async ({ page }) => {
  const site = await siteOf();
  await page.goto(`${site.url}summary/`);
  await page.getByRole('button', { name: /^オフラインでも使えるように保存/ }).click(kept);
  await expect(page.getByText(/^オフラインでも使えます（約\d+ MB）$/)).toBeVisible(kept);
  const models = await page.evaluate(async () => {
    const cache = await caches.open('hajimete-no-gan-files /');
    return (await cache.keys()).filter(({ url }) => url.includes('/models/')).length;
  });
  expect(models).toBeGreaterThan(100);
  await site.close();
});

const versioned = (folder: string, title: string) => {
  const page = join(folder, 'summary', 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace(/<title>[^<]*/, `<title>${title}`));
  const worker = join(folder, 'isolation-worker.js');
  const changed = readFileSync(worker, 'utf8').replace(
    /(url:[`"']summary\/[`"'],set:[`"']pages[`"'],size:[\d.e]+,revision:[`"'])[^`"']*/,
    `$1${title}`,
  );
  expect(changed).toContain(title);
  writeFileSync(worker, changed);
};

test('a new version waits for a press, and for cells that compute', async ({ page }) => {
  const site = await siteOf((folder) => {
    versioned(folder, 'first');
  });
  await page.goto(`${site.url}summary/`);
  await hasKept(page);
  await site.deploy((folder) => {
    versioned(folder, 'second');
  });
  await page.reload();
  const notice = page.locator('[data-update]');
  await expect(notice).toBeVisible(kept);
  await expect(notice).toContainText('新しい版があります');
  await expect(page).toHaveTitle('first');

  await page.evaluate(() => {
    void navigator.locks.request('hajimete-no-gan-computing', () => new Promise(() => undefined));
  });
  await notice.getByRole('button', { name: '切り替える' }).click();
  await expect(notice).toContainText('計算しているあいだは切り替えられません');
  await expect(page).toHaveTitle('first');

  await page.reload();
  await notice.getByRole('button', { name: '切り替える' }).click(kept);
  await expect(page).toHaveTitle('second', kept);
  await expect(notice).toBeHidden();
  await site.close();
});

/** What older versions of the site had at the same address. */
const former = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));`;

test('the worker of an older site is replaced without a press or a reload', async ({ page }) => {
  let present = '';
  const site = await siteOf((folder) => {
    const worker = join(folder, 'isolation-worker.js');
    present = readFileSync(worker, 'utf8');
    writeFileSync(worker, former);
  });
  await page.goto(`${site.url}summary/`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/isolation-worker.js');
    await navigator.serviceWorker.ready;
  });
  await site.deploy((folder) => {
    writeFileSync(join(folder, 'isolation-worker.js'), present);
  });
  let loads = 0;
  page.on('framenavigated', () => (loads += 1));
  await page.reload();
  await expect(page.getByRole('button', { name: /^オフラインでも使えるように保存/ })).toBeVisible(
    kept,
  );
  expect(loads).toBe(1);
  await expect(page.locator('[data-update]')).toBeHidden();
  await site.close();
});

test('the site can be installed', async ({ page }) => {
  await page.goto('');
  const session = await page.context().newCDPSession(page);
  const { errors } = (await session.send('Page.getAppManifest')) as { errors: unknown[] };
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Playwright's contexts are those of private windows.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});
