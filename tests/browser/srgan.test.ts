/** The SRGAN on its paper's page, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings, number, patience, tooWide, visitCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, hash = '') =>
  visitCell(page, { path: 'papers/srgan', name: 'srgan-cell', hash });

const images = (cell: Locator) => cell.locator('.enlargements image-grid');

test('it trains for real: both generators step, and PSNR is measured', async ({ page }) => {
  const cell = await visit(page);
  await expect(images(cell)).toHaveCount(5);
  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect(number(cell, 'ステップ')).toHaveText('1', patience);
  await expect(number(cell, 'PSNR（SRGAN）')).toHaveText(/ dB$/, patience);
  await cell.getByRole('button', { name: '実行' }).click();
  await expect(number(cell, 'ステップ')).not.toHaveText(/^[0-5]$/, patience);
  await cell.getByRole('button', { name: '一時停止' }).click();
  await expect(cell.locator('.phase')).toHaveText('一時停止', patience);
});

test('a link brings its settings along', async ({ page }) => {
  const cell = await visit(page, '#srgan-cell?seed=42&adversarialWeight=0.001');
  await expect(cell.getByText('敵対的な損失の重み0.001')).toBeVisible(patience);
});

test('axe finds nothing, and nothing is too wide for a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const cell = await visit(page);
  expect(await axeFindings(page, 'srgan-cell')).toEqual([]);
  expect(await tooWide(cell)).toEqual([]);
});
