/** The laboratory in 基礎理論, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings, number, patience, tooWide, visitTheoryCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, hash = '') => visitTheoryCell(page, 'plane-gan', hash);

const count = async (text: Locator) => Number((await text.innerText()).replace(/[^\d]/g, ''));

test('by keyboard it runs until all modes are found, pauses and begins anew', async ({ page }) => {
  test.slow();
  const cell = await visit(page);
  await cell.getByRole('button', { name: '実行' }).focus();
  await page.keyboard.press('Shift+Enter');
  await expect(number(cell, '見つけた山')).toHaveText('8 / 8', { timeout: 120_000 });
  await page.keyboard.press('Shift+Enter');
  await expect(cell.locator('.phase')).toHaveText('一時停止', patience);
  await cell.getByRole('button', { name: 'リセット' }).press('Enter');
  await expect(number(cell, 'Gの更新')).toHaveText('0回', patience);
  await cell.getByRole('button', { name: '1ステップ' }).press('Enter');
  await expect(number(cell, 'Gの更新')).toHaveText('1回', patience);
});

test('an experiment collapses, and a remedy is taken up by the run under way', async ({ page }) => {
  const cell = await visit(page);
  await page.getByRole('button', { name: 'わざと崩壊させる' }).click();
  await expect.poll(() => count(number(cell, 'Gの更新')), patience).toBeGreaterThan(300);
  await cell.getByLabel('モード崩壊への対策').selectOption('discriminatorSteps');
  await expect(cell.locator('.panel-digest', { hasText: 'k = 5' })).toBeVisible();
  const before = await count(number(cell, 'Gの更新'));
  await expect.poll(() => count(number(cell, 'Gの更新')), patience).toBeGreaterThan(before + 100);
});

test('data is drawn by mouse and by keyboard, and learned', async ({ page }) => {
  const cell = await visit(page);
  await cell.getByLabel('データ', { exact: true }).selectOption('drawn');
  await cell.getByRole('button', { name: '全部消す' }).click();
  const pad = cell.getByRole('application');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the pad is nowhere');
  await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.3 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.3 * box.height, { steps: 8 });
  await page.mouse.up();
  await pad.focus();
  for (const key of [' ', 'ArrowDown', 'ArrowDown', 'ArrowDown', ' '])
    await page.keyboard.press(key);
  await expect(pad.locator('path').first()).toHaveAttribute('d', /M.*L.*M0 0L0 0.05L0 0.1L0 0.15/);
  await cell.getByRole('button', { name: '実行' }).click();
  await expect.poll(() => count(number(cell, 'Gの更新')), patience).toBeGreaterThan(20);
});

test('a link brings settings and drawing along; a broken one says so', async ({ page }) => {
  const cell = await visit(page, '#plane-gan?data=drawn&seed=42&drawing=-50.0.50.0_0.-20');
  await expect(cell.getByText('シード42', { exact: false })).toBeVisible();
  await expect(cell.getByRole('application').locator('path').first()).toHaveAttribute(
    'd',
    /^M-0.5 0L0.5 0h0M0 0.2h0$/,
  );
  await page.evaluate(() => (location.hash = '#plane-gan?data=drawn&drawing=<script>'));
  await expect(cell.getByRole('alert').filter({ hasText: '初期設定' })).toBeVisible();
  await expect(cell.getByText('シード1', { exact: false }).last()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const cell = await visit(page);
    await cell.getByLabel('データ', { exact: true }).selectOption('drawn');
    await cell.getByText('設定', { exact: true }).click();
    expect(await axeFindings(page, 'plane-gan')).toEqual([]);
    expect(await tooWide(cell)).toEqual([]);
  });
}
