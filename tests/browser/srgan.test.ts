/** The SRGAN on its paper's page, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings, number, patience, tooWide, visitCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, hash = '') =>
  visitCell(page, { path: 'papers/srgan', name: 'srgan-cell', hash });

const mixture = (cell: Locator) => cell.locator('.mixed .figure-number');

test('it opens with the shipped networks: a guess, a mixture, a step, and weights on disk', async ({
  page,
}, testInfo) => {
  const cell = await visit(page);
  await expect(cell.locator('.enlargements image-grid')).toHaveCount(6);
  await expect(cell.locator('.enlargements').getByText('SRResNet')).toHaveCount(0);
  await cell.getByRole('button', { name: 'Bを選ぶ' }).click();
  await expect(cell.locator('.question')).toContainText('PSNRがいちばん高いのは');
  await expect(cell.locator('.enlargements').getByText('SRResNet')).toBeVisible();

  // Without a press of 実行: the slider opens a session by itself.
  await cell.getByLabel('重みを混ぜる').fill('20');
  await expect(mixture(cell)).toContainText('SRGAN 20%', patience);
  await cell.getByLabel('重みを混ぜる').fill('80');
  await expect(mixture(cell)).toContainText('SRGAN 80%', patience);
  await expect(cell.locator('.trail')).toHaveAttribute('d', /L/);

  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect(number(cell, 'ステップ')).toHaveText(/^1 \//, patience);
  await expect(number(cell, '勾配の比')).toHaveText(/^\d/);
  await cell.getByText('持ち帰る', { exact: true }).click();
  const downloading = page.waitForEvent('download', patience);
  await cell.getByRole('button', { name: '重みを保存' }).click();
  const path = testInfo.outputPath('srgan.zip');
  await (await downloading).saveAs(path);
  await cell.getByLabel('重みを読み込む').setInputFiles(path);
  await expect(cell.getByText('srgan.zipの重みを読み込みました。')).toBeVisible(patience);
});

test('the reader’s own digit is made small and brought back', async ({ page }) => {
  const cell = await visit(page, '#srgan-cell?drawing=0.60.0.-60&mix=0');
  await cell.getByRole('button', { name: 'リセット' }).click();
  await expect(cell.getByText('あなたの描いた数字。')).toBeVisible(patience);
  await expect(mixture(cell)).toContainText('SRGAN 0%', patience);
});

test('axe finds nothing, and nothing is too wide for a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const cell = await visit(page);
  expect(await axeFindings(page, 'srgan-cell')).toEqual([]);
  expect(await tooWide(cell)).toEqual([]);
});
