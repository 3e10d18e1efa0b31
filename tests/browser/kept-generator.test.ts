/** A generator trained in 実装 is there in the space of z of DCGAN, by way of the browser's storage. */
import type { Locator, Page } from '@playwright/test';
import { isAwake, tooWide } from './support/cell';
import { DcganCell, patience } from './support/dcgan-cell';
import { expect, test } from './support/test';

const database = 'hajimete-no-gan-generator'; // of an earlier version of the site

async function visitLatentSpace(page: Page): Promise<Locator> {
  await page.goto('dcgan/');
  const cell = page.locator('latent-space');
  await cell.scrollIntoViewIfNeeded();
  await cell.hover();
  return cell;
}

/** Train for some steps; the panel that tells what is kept is open. */
async function train(page: Page): Promise<DcganCell> {
  const cell = await DcganCell.visitQuick(page);
  await cell.openPanel('学習画像と重み');
  await cell.press('実行');
  await cell.waitForStep(2);
  await cell.press('一時停止');
  await cell.waitForPhase('一時停止');
  return cell;
}

test('the generator just trained draws in the space of z, until it is deleted', async ({
  page,
}) => {
  const trained = await train(page);
  const steps = await trained.steps();
  const kept = `ステップ${steps}、シード2017`;
  await expect(trained.root.getByText(`残してある生成器：${kept}`)).toBeVisible(patience);

  await page.setViewportSize({ width: 390, height: 844 });
  const cell = await visitLatentSpace(page);
  const use = cell.getByRole('button', { name: `あなたが学習させた生成器（ステップ${steps}）` });
  await expect(use).toBeVisible(patience);
  expect(await tooWide(cell)).toEqual([]);
  await use.click();
  await expect(cell.getByText(`あなたが学習させたもの（${kept}`)).toBeVisible(patience);
  await expect(cell.locator('.phase')).toHaveText('操作できます', patience);
  // So early in its training it draws no digit to tell from another.
  await expect(cell.getByText('が空です')).toBeVisible();

  await cell.getByRole('button', { name: '残してある生成器を消す' }).click();
  await expect(cell.getByText('生成器を消しました')).toBeVisible(patience);
  await expect(cell.getByText('同梱、約1.8MB')).toBeVisible(patience);
  await page.reload();
  await cell.hover();
  await isAwake(cell);
  await expect(cell.getByRole('button', { name: 'あなたが学習させた生成器' })).toHaveCount(0);
});

test('an entry of another version is explained and can be deleted', async ({ page }) => {
  await page.goto('dcgan/');
  await page.evaluate(async (name) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.result.createObjectStore('kept');
    await new Promise((resolve) => (request.onsuccess = resolve));
    const transaction = request.result.transaction('kept', 'readwrite');
    transaction.objectStore('kept').put({ version: 0 }, 'about');
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    request.result.close();
  }, database);
  await page.reload();
  const cell = page.locator('latent-space');
  await cell.hover();
  await expect(cell.getByText('別の版で保存された')).toBeVisible(patience);
  await cell.getByRole('button', { name: '残してある生成器を消す' }).click();
  await expect(cell.getByText('別の版で保存された')).toHaveCount(0);
  await expect(cell.getByRole('button', { name: '残してある生成器を消す' })).toHaveCount(0);
});

test('where storage is refused, training goes on and says why nothing is kept', async ({
  page,
  context,
}) => {
  // In workers too, where a script that is added to pages does not reach.
  await context.route('**/*.js', async (route) => {
    const response = await route.fetch();
    const refusal = `indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); };`;
    const isKeep = /keep\.worker/.test(route.request().url());
    const body = await response.text();
    await route.fulfill({ response, body: isKeep ? `${refusal}${body}` : body });
  });
  const cell = await train(page);
  await expect(cell.root.getByText('プライベートウィンドウ')).toBeVisible(patience);
  const before = await cell.steps();
  await cell.press('1ステップ');
  await cell.waitForStep(before + 1);
});
