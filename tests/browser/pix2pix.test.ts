/** The pix2pix on its paper's page, as a reader uses it. */
import type { Page } from '@playwright/test';
import { axeFindings, number, patience, tooWide, visitCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, hash = '') =>
  visitCell(page, { path: 'papers/pix2pix', name: 'pix2pix-cell', hash });

test('it draws by shipped networks what the reader paints, and learns on', async ({ page }) => {
  const cell = await visit(page);
  await cell.hover();
  await expect(number(cell, 'ステップ')).toHaveText('0', patience);
  await cell.getByRole('button', { name: '消えて何もなくなる' }).click();
  await expect(cell.locator('.hidden')).toHaveCount(0);
  const rows = cell.locator('.figures tbody tr');
  const before = await rows.nth(1).textContent();
  await cell.locator('paint-pad svg').focus();
  for (const key of [' ', ...Array<string>(8).fill('ArrowRight')]) await page.keyboard.press(key);
  await expect(rows.nth(1)).not.toHaveText(before ?? '', patience);
  await cell.getByLabel('16回描いて比べる').check();
  await expect(cell.getByText(/平均0\.0/)).toBeVisible(patience);
  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect(number(cell, 'ステップ')).toHaveText('1', patience);
});

test('axe finds nothing, and nothing is too wide for a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const cell = await visit(page);
  expect(await axeFindings(page, 'pix2pix-cell')).toEqual([]);
  expect(await tooWide(cell)).toEqual([]);
});
