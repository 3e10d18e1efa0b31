/** The GAN of 2014 beside its nearest training images in 基礎理論, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { approach, axeFindings, number, patience, tooWide, visitTheoryCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, hash = '') => visitTheoryCell(page, 'mlp-gan', hash);

const pairs = (cell: Locator) => cell.getByRole('img', { name: /組目/ });
const names = (cell: Locator) =>
  pairs(cell).evaluateAll((all) => all.map((pair) => pair.getAttribute('aria-label')));

test('by keyboard alone it trains for real: the pairs change, and a reset brings the first ones back', async ({
  page,
}) => {
  await page.goto('theory/');
  const cell = page.locator('mlp-gan');
  await cell.getByRole('button', { name: '実行' }).focus();
  await approach(cell);
  await expect(cell.getByRole('button', { name: '実行' })).toBeFocused();
  await expect(pairs(cell)).toHaveCount(12);
  const opening = await names(cell);
  await cell.getByRole('button', { name: '1ステップ' }).press('Enter');
  await expect(number(cell, 'ステップ')).toHaveText('1', patience);
  await expect(cell.getByText('ステップ1。')).toBeVisible(patience);
  const afterOne = await names(cell);
  expect(afterOne).not.toEqual(opening);

  await page.keyboard.press('Shift+Enter');
  await expect(number(cell, 'ステップ')).not.toHaveText(/^[0-9]$/, patience);
  await expect.poll(() => names(cell), patience).not.toEqual(afterOne);
  await page.keyboard.press('Shift+Enter');
  await expect(cell.locator('.phase')).toHaveText('一時停止', patience);

  await cell.getByRole('button', { name: 'リセット' }).press('Enter');
  await expect(number(cell, 'ステップ')).toHaveText('0', patience);
  await cell.getByRole('button', { name: '1ステップ' }).press('Enter');
  await expect.poll(() => names(cell), patience).toEqual(afterOne);
});

test('a link brings its settings along; a broken one says so and leaves the defaults', async ({
  page,
}) => {
  const cell = await visit(page, '#mlp-gan?seed=42&batchSize=8&dropout=off&speed=slow');
  await expect(cell.getByText('バッチ8枚、ドロップアウトなし、シード42')).toBeVisible();
  await expect(cell.getByLabel('速さ')).toHaveValue('slow');
  await page.evaluate(() => (location.hash = '#mlp-gan?seed=<b>&dropout=maybe'));
  await expect(cell.getByRole('alert').filter({ hasText: '初期設定' })).toBeVisible();
  await expect(cell.getByText('ドロップアウトあり、シード1')).toBeVisible();
});

test('a button in the text sets it up and runs it', async ({ page }) => {
  await page.goto('theory/');
  const button = page.locator('button[data-experiment="mlp-gan"][data-values*="dropout=off"]');
  await button.press('Enter');
  const cell = page.locator('mlp-gan');
  await expect(cell.getByText('ドロップアウトなし')).toBeVisible(patience);
  await expect(number(cell, 'ステップ')).not.toHaveText(/^(—|0)$/, patience);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const cell = await visit(page);
    await cell.getByText('設定', { exact: true }).click();
    expect(await axeFindings(page, 'mlp-gan')).toEqual([]);
    expect(await tooWide(cell)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}
