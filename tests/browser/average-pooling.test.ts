/** Global average pooling in DCGAN, as a reader uses it. */
import type { Locator } from '@playwright/test';
import { axeFindings, patience, tooWide } from './support/cell';
import { drawOn, drawOneByKeys, four, padOf, visitPadCell } from './support/digit-pad';
import { expect, test } from './support/test';

const name = 'average-pooling';
const mapOf = (cell: Locator, digit: number) =>
  cell.getByRole('img', { name: new RegExp(`クラス「${digit}」の活性化マップ`) });

test('a drawing is classified, its map laid over it, its logit the sum that is shown', async ({
  page,
}) => {
  const cell = await visitPadCell(page, 'dcgan/', name);
  // A digit of MNIST is there before anything was run.
  await expect(cell.getByText('正解は7')).toBeVisible();
  await expect(mapOf(cell, 7)).toBeVisible();
  // The pad is alive as soon as the pointer is on the cell, before its program.
  await drawOn(padOf(cell), four);
  await expect(mapOf(cell, 4)).toBeVisible(patience);
  await expect(cell.getByRole('radio', { name: /^4/ })).toBeChecked();
  const texts = await cell.locator('.equation > *').allInnerTexts();
  const numbers = texts.map((text) => Number(/[+−]?[\d.]+/.exec(text)?.[0].replace('−', '-')));
  const sum = numbers.slice(0, -1).reduce((total, value) => total + value, 0);
  expect(sum).toBeCloseTo(numbers.at(-1) ?? NaN, 1);
  await cell.getByRole('radio', { name: /^9/ }).check();
  await expect(mapOf(cell, 9)).toBeVisible();
  await cell.getByRole('button', { name: '消す' }).click();
  await expect(cell.getByText('左の枠に数字を描くと')).toBeVisible(patience);
});

test('parameters are counted for networks and for the reader’s sizes', async ({ page }) => {
  const cell = await visitPadCell(page, 'dcgan/', name);
  await cell.getByText('このサイトの識別器').click();
  await expect(cell.getByLabel('特徴マップの枚数')).toHaveValue('128');
  await expect(cell.getByText('ネットワーク全体は1,026,305個')).toBeVisible();
  await cell.getByLabel('クラスの数').fill('10');
  await cell.getByLabel('クラスの数').press('Enter');
  await expect(cell.locator('.endings b').last()).toHaveText('1,290');
  await cell.getByLabel('クラスの数').fill('0');
  await cell.getByLabel('クラスの数').press('Enter');
  await expect(cell.getByText('1以上20000以下の整数を入れて')).toBeVisible();
  await expect(cell.locator('.endings b').last()).toHaveText('1,290');
});

test('all of it works by keyboard', async ({ page }) => {
  const cell = await visitPadCell(page, 'dcgan/', name);
  await drawOneByKeys(padOf(cell));
  await expect(mapOf(cell, 1)).toBeVisible(patience);
  await padOf(cell).press('Backspace');
  await expect(cell.getByText('左の枠に数字を描くと')).toBeVisible(patience);
  await cell.getByRole('button', { name: '別のMNISTの数字' }).press('Enter');
  await expect(cell.getByText(/正解は\d/)).toBeVisible(patience);
});

test('a link restores the drawing; a hostile one says so and opens as ever', async ({ page }) => {
  const drawing = '0.60.0.-60';
  const address = `dcgan/#${name}?drawing=${drawing}&rows=9&digit=7`;
  const cell = await visitPadCell(page, address, name);
  await expect(cell.getByLabel('特徴マップの高さ')).toHaveValue('9');
  await expect(padOf(cell).locator('.ink')).toHaveAttribute('d', /^M0 -0.6L0 0.6/);
  await cell.getByRole('button', { name: '実行' }).click();
  await expect(mapOf(cell, 7)).toBeVisible(patience);
  await page.evaluate(() => (location.hash = '#average-pooling?drawing=1.2.3'));
  await expect(cell.getByRole('alert')).toContainText('初期設定');
  await expect(cell.getByLabel('特徴マップの高さ')).toHaveValue('6');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const cell = await visitPadCell(page, 'dcgan/', name);
    expect(await axeFindings(page, name)).toEqual([]);
    expect(await tooWide(cell)).toEqual([]);
  });
}
