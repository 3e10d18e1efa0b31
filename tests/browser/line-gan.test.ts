/** The GAN on the line in 基礎理論, as a reader uses it. */
import type { Page } from '@playwright/test';
import { axeFindings, number, patience, tooWide, visitTheoryCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, hash = '') => visitTheoryCell(page, 'line-gan', hash);

test('either network moves alone, with a sentence; then both learn the data', async ({ page }) => {
  const cell = await visit(page);
  await cell.getByRole('button', { name: 'Dだけ更新' }).press('Enter');
  await expect(cell.getByText('識別器を更新しました', { exact: false }).first()).toBeVisible(
    patience,
  );
  await expect(number(cell, 'Dの更新')).toHaveText('1回');
  await expect(number(cell, 'Gの更新')).toHaveText('0回');
  await cell.getByRole('button', { name: 'Gだけ更新' }).press('Enter');
  await expect(cell.getByText('生成器を更新しました', { exact: false }).first()).toBeVisible(
    patience,
  );
  await expect(number(cell, 'Gの更新')).toHaveText('1回');

  await cell.getByRole('combobox', { name: '速さ' }).selectOption('full');
  await page.keyboard.press('Shift+Enter');
  const divergence = async () => Number(await number(cell, 'p_dataとp_gのJS').innerText());
  await expect.poll(divergence, patience).toBeLessThan(0.02);
  await page.keyboard.press('Shift+Enter');
  await expect(cell.locator('.phase')).toHaveText('一時停止', patience);
  await cell.getByRole('button', { name: 'リセット' }).click();
  await expect(number(cell, 'Gの更新')).toHaveText('0回', patience);
});

test('an experiment of the text sets the cell up and runs it', async ({ page }) => {
  const cell = await visit(page);
  await page.getByRole('button', { name: '山を2つに' }).click();
  await expect(cell.getByText('2つの山、k = 3')).toBeVisible();
  await expect.poll(async () => parseInt(await number(cell, 'Gの更新').innerText()), patience).toBeGreaterThan(60); // prettier-ignore
});

test('a link brings its settings along; a broken one says so and leaves the defaults', async ({
  page,
}) => {
  const cell = await visit(page, '#line-gan?data=three-peaks&seed=42&discriminatorSteps=5');
  await expect(cell).toBeInViewport();
  await expect(cell.getByText('3つの山、k = 5、シード42')).toBeVisible();
  await page.evaluate(() => (location.hash = '#line-gan?seed=-1&data=<script>'));
  await expect(cell.getByRole('alert').filter({ hasText: '初期設定' })).toBeVisible();
  await expect(cell.getByText('1つの山、k = 3、シード1')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const cell = await visit(page);
    await cell.getByText('設定', { exact: true }).click();
    expect(await axeFindings(page, 'line-gan')).toEqual([]);
    expect(await tooWide(cell)).toEqual([]);
  });
}
