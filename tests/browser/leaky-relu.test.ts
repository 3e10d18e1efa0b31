/** The rectifiers' cell in DCGAN, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings, number, patience, visitCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, hash = '') =>
  visitCell(page, { path: 'dcgan', name: 'leaky-relu', hash });

const steps = async (cell: Locator) => Number(await number(cell, 'ステップ').textContent());

test('it opens with a trained example; an experiment trains the three networks; reset brings the same start back', async ({
  page,
}) => {
  const cell = await visit(page);
  await expect(cell.getByText('あらかじめ計算した一例')).toBeVisible();
  await expect(cell.getByRole('img', { name: /^ステップ1000までの識別器の損失/ })).toBeVisible();
  await cell.getByLabel('速さ').selectOption({ label: 'ゆっくり' });
  await page.getByRole('button', { name: '深くて細い' }).click();
  await expect.poll(() => steps(cell), patience).toBeGreaterThan(5);
  await cell.getByRole('button', { name: '一時停止' }).click();
  await expect(cell.locator('.phase')).toHaveText('一時停止', patience);
  await expect(cell.getByRole('cell', { name: /^死 0/ }).first()).toBeVisible();
  const units = cell.locator('table.units');
  await cell.getByRole('button', { name: 'リセット' }).click();
  await expect.poll(() => steps(cell), patience).toBe(0);
  const start = await units.innerText();
  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect.poll(() => steps(cell), patience).toBe(1);
  await cell.getByRole('button', { name: 'リセット' }).click();
  await expect.poll(() => steps(cell), patience).toBe(0);
  expect(await units.innerText()).toBe(start);
});

test('on MNIST, D hands gradients on to images, with each activation', async ({ page }) => {
  const cell = await visit(page, '#leaky-relu?kind=digits&seed=2');
  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect.poll(() => steps(cell), patience).toBe(1);
  const gradients = cell.locator('figure', { hasText: '画像に届く勾配' }).locator('dd');
  await expect(gradients).toHaveText([/^[−\d.]+$/, /^[−\d.]+$/, /^[−\d.]+$/]);
  await expect(cell.getByText('α 0.25')).toHaveCount(3);
});

test('the point moves by keyboard and by dragging', async ({ page }) => {
  const cell = await visit(page);
  await cell.locator('#x').press('ArrowRight');
  await expect(cell.getByText('x = −1.4 では')).toBeVisible();
  const chart = cell.getByRole('img', { name: /^値 f\(x\)/ });
  const box = await chart.boundingBox();
  if (!box) throw new Error('no chart');
  // Not by the box's own place: the page may still move while cells above come alive.
  const over = (share: number) =>
    chart.hover({ position: { x: box.width * share, y: box.height / 2 } });
  await over(0.25);
  await page.mouse.down();
  await over(0.8);
  await page.mouse.up();
  await expect(cell.getByRole('row', { name: /^ReLU/ })).toContainText('1.000');
});

test('a link brings its settings along; a broken one says so and leaves the defaults', async ({
  page,
}) => {
  const cell = await visit(page, '#leaky-relu?alpha=0.5&depth=3&seed=7');
  await expect(cell.locator('#alpha')).toHaveValue('0.5');
  await expect(cell.locator('#seed')).toHaveValue('7');
  await page.evaluate(() => (location.hash = '#leaky-relu?depth=1e9'));
  await expect(cell.getByRole('alert').filter({ hasText: '初期設定' })).toBeVisible();
  await expect(cell.locator('#depth')).toHaveValue('8');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const cell = await visit(page);
    await cell.getByRole('button', { name: '1ステップ' }).click();
    await expect.poll(() => steps(cell), patience).toBe(1);
    expect(await axeFindings(page, 'leaky-relu')).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}
