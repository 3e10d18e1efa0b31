/** The cells that train two DCGANs side by side, as a reader uses them. */
import type { Locator, Page } from '@playwright/test';
import { approach, axeFindings, number, patience, tooWide } from './support/cell';
import { expect, test } from './support/test';

const cells = [
  { path: 'code', element: 'dcgan-duel' },
  { path: 'code', element: 'dcgan-ablations' },
  { path: 'dcgan', element: 'batch-normalization' },
] as const;
type Cell = (typeof cells)[number];

/** A cell as it stands in its page, before anybody has touched it. */
async function find(page: Page, { path, element }: Cell, hash = ''): Promise<Locator> {
  await page.goto(`${path}/${hash}`);
  return page.locator(element);
}

const steps = (cell: Locator) => number(cell, 'ステップ');

test('the keyboard runs the duel; after the head start the gradients lie far apart', async ({
  page,
}) => {
  const cell = await find(page, cells[0]);
  await expect(cell.getByText('あらかじめ計算した一例')).toBeVisible();
  await cell.getByRole('slider').fill('40', patience);
  await cell.getByRole('button', { name: '実行' }).press('Shift+Enter');
  await expect(number(cell, '先行したDの更新')).toHaveText('40回', patience);
  await expect(steps(cell)).not.toHaveText('0', patience);
  await page.keyboard.press('Shift+Enter');
  await expect(cell.locator('.phase')).toHaveText('一時停止', patience);
  const chart = cell.getByRole('img', { name: /勾配の比/ });
  await expect(chart).toHaveAttribute('aria-label', /実測 [\d.e]+、\(1 − D₂\)\/D₁/);
  const scores = await cell.locator('.verdict b').allInnerTexts();
  expect(scores).toHaveLength(2);
  await expect(cell.getByText('あらかじめ計算した一例')).toBeHidden();
});

test('links set a comparison up; a broken one says so and leaves the defaults', async ({
  page,
}) => {
  const cell = await find(page, cells[0], '#dcgan-duel?headStart=20&optimizer=adam&seed=42');
  await expect(cell.getByRole('slider')).toHaveValue('20', patience);
  await expect(cell.getByText('シード42')).toBeVisible();
  await page.evaluate(() => (location.hash = '#dcgan-duel?headStart=9e9&seed=<b>'));
  await expect(cell.getByRole('alert').filter({ hasText: '初期設定' })).toBeVisible();
  await expect(cell.getByRole('slider')).toHaveValue('60');
});

test('an experiment of the text trains the article’s choice beside another', async ({ page }) => {
  const cell = await find(page, cells[1]);
  await page.locator('button[data-experiment="dcgan-ablations"]').nth(2).press('Enter');
  await expect(steps(cell)).toHaveText(/^[1-9]\d*$/, patience);
  await cell.getByRole('button', { name: '一時停止' }).click();
  await expect(cell.locator('.phase')).toHaveText('一時停止', patience);
  await expect(
    cell.getByRole('img', { name: '変えたものの生成器が描いた16枚の画像' }),
  ).toBeVisible();
});

test('the layers of both DCGANs are drawn, with and without batch normalization', async ({
  page,
}) => {
  const cell = await find(page, cells[2], '#batch-normalization?generator=none&batchSize=8');
  await cell.getByRole('button', { name: '1ステップ' }).click(patience);
  await expect(steps(cell)).toHaveText('1', patience);
  const rows = cell.locator('table.activations').first().locator('tbody tr');
  await expect(rows).toHaveCount(4, patience);
  const standard = /標準偏差(0\.9|1\.0)/;
  await expect(rows.first().getByRole('cell').first()).toContainText(standard);
  await expect(rows.first().getByRole('cell').last()).not.toContainText(standard);
  await cell.getByLabel('生成器のBN').selectOption('output');
  await expect(cell.getByText('設定が変わりました')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const place of cells) {
      const cell = await find(page, place, `#${place.element}?seed=2`);
      await approach(cell);
      expect(await axeFindings(page, place.element)).toEqual([]);
      expect(await tooWide(cell)).toEqual([]);
    }
  });
}
