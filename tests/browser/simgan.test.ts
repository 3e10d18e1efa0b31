/** The two cells on SimGAN's page, as a reader uses them. */
import type { Locator } from '@playwright/test';
import { axeFindings, number, patience, tooWide, visitCell } from './support/cell';
import { expect, test } from './support/test';

const path = 'papers/simgan';
const captions = (cell: Locator) => cell.locator('.digits figcaption');

test('the slider of λ sends the same digits through another shipped refiner', async ({ page }) => {
  const cell = await visitCell(page, { path, name: 'simgan-lambda' });
  await expect(captions(cell).last()).toContainText('λ = 1');
  await expect(cell.locator('.read-digits li')).toHaveCount(40);
  await cell.getByRole('slider').fill('4');
  await expect(cell.locator('.mark')).toHaveCount(0, patience);
  await expect(captions(cell).last()).toContainText('λ = 10');
  await expect(cell.locator('[aria-current]')).toContainText('λ = 10');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await tooWide(cell)).toEqual([]);
  expect(await axeFindings(page, 'simgan-lambda')).toEqual([]);
});

test('a run goes on from what is shipped, and shows what D says of a digit', async ({ page }) => {
  const cell = await visitCell(page, {
    path,
    name: 'simgan-cell',
    hash: '#simgan-cell?start=shipped',
  });
  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect(number(cell, 'ステップ')).toHaveText('1', patience);
  await expect(number(cell, '読めるラベル')).toHaveText(/^9\d\.\d%$/);
  await cell.locator('.read-digits button').nth(3).click();
  await expect(cell.locator('.read-digits button').nth(3)).toHaveAttribute('aria-pressed', 'true');
  await expect(cell.locator('.squares')).toContainText('14×14個');
  const losses = cell.locator('.charts .legend').first();
  const before = await losses.innerText();
  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect(number(cell, 'ステップ')).toHaveText('2', patience);
  await expect(losses).not.toHaveText(before);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await tooWide(cell)).toEqual([]);
  expect(await axeFindings(page, 'simgan-cell')).toEqual([]);
});
