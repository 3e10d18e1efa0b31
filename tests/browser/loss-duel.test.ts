/** The duel of the two generator losses in 基礎理論, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings, patience, visitTheoryCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, hash = '') => visitTheoryCell(page, 'loss-duel', hash);

const stat = (cell: Locator, name: string) =>
  cell.locator('.stats > div').filter({ hasText: name }).locator('dd');

test('after the head start the gradients lie far apart, as the theory says; Shift+Enter pauses', async ({
  page,
}) => {
  const cell = await visit(page);
  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect(stat(cell, 'Gの更新')).toHaveText('1回', patience);
  const ratio = await stat(cell, '勾配の比').innerText();
  expect(parseFloat(ratio)).toBeGreaterThan(10);
  await cell.getByRole('button', { name: '1ステップ' }).press('Shift+Enter');
  await expect(stat(cell, 'Gの更新')).not.toHaveText('1回', patience);
  await page.keyboard.press('Shift+Enter');
  await expect(cell.getByText('一時停止', { exact: true }).first()).toBeVisible(patience);
});

test('a button in the text sets the duel up and runs it', async ({ page }) => {
  const cell = await visit(page);
  const button = page.locator('button[data-experiment="loss-duel"]').first();
  await button.press('Enter');
  await expect(cell.getByRole('slider')).toHaveValue('0');
  await expect(stat(cell, 'Gの更新')).not.toHaveText(/^(0|200)回/, patience);
});

test('a link brings its settings along; a broken one says so and leaves the defaults', async ({
  page,
}) => {
  const cell = await visit(page, '#loss-duel?headStart=300&optimizer=adam&seed=42&speed=full');
  await expect(cell.getByRole('slider')).toHaveValue('300');
  await expect(cell.getByText('Adam、8つの山の輪、シード42')).toBeVisible();
  await page.evaluate(() => (location.hash = '#loss-duel?headStart=9e9&seed=<b>'));
  await expect(cell.getByRole('alert').filter({ hasText: '初期設定' })).toBeVisible();
  await expect(cell.getByRole('slider')).toHaveValue('2000');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await visit(page);
    expect(await axeFindings(page, 'loss-duel')).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}
