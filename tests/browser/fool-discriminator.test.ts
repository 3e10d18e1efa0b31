/** The fooled discriminators in 実装, as a reader uses them. */
import type { Locator } from '@playwright/test';
import { axeFindings, patience, tooWide } from './support/cell';
import { drawOn, drawOneByKeys, four, padOf, visitPadCell } from './support/digit-pad';
import { expect, test } from './support/test';

const name = 'fool-discriminator';
/** D(x) of the early and the late discriminator. */
const scores = async (cell: Locator) => {
  const texts = await cell.locator('.score b').allInnerTexts();
  return texts.map((text) => Number(text.replace('D(x) = ', '')));
};
const isJudged = (cell: Locator) =>
  expect(cell.getByRole('img', { name: /^描いた数字。/ })).toBeVisible(patience);

test('both discriminators judge a drawing, and steps up one of them raise its score', async ({
  page,
}) => {
  const cell = await visitPadCell(page, 'code/', name);
  // A digit of MNIST is judged before anything was run.
  await expect(cell.locator('.mark')).toHaveText('見本');
  expect(await scores(cell)).toHaveLength(2);
  await drawOn(padOf(cell), four);
  await isJudged(cell);
  await expect(cell.getByText('いま0ステップ')).toBeVisible(patience);
  const [, before = NaN] = await scores(cell);
  await cell.getByRole('button', { name: '後期のDをだます10ステップ' }).click();
  await expect(cell.getByText('いま10ステップ')).toBeVisible(patience);
  const [, after = NaN] = await scores(cell);
  expect(after).toBeGreaterThan(before + 0.1);
  await expect(cell.getByRole('img', { name: /^10ステップで、/ })).toBeVisible();
  await cell.getByRole('button', { name: 'はじめの画像に戻す' }).click();
  await expect(cell.getByText('いま0ステップ')).toBeVisible(patience);
  expect((await scores(cell))[1]).toBe(before);
});

test('all of it works by keyboard', async ({ page }) => {
  const cell = await visitPadCell(page, 'code/', name);
  await drawOneByKeys(padOf(cell));
  await isJudged(cell);
  await cell.getByRole('button', { name: '初期のDをだます1ステップ' }).press('Enter');
  await expect(cell.getByText('いま1ステップ')).toBeVisible(patience);
  await cell.getByRole('button', { name: '1ステップ戻す' }).press('Enter');
  await expect(cell.getByText('いま0ステップ')).toBeVisible(patience);
  await cell.getByLabel('見せる画像').selectOption('late');
  await expect(cell.getByRole('img', { name: /^後期の生成器の画像。/ })).toBeVisible(patience);
  // The drawing is still there.
  await cell.getByLabel('見せる画像').selectOption('drawn');
  await isJudged(cell);
});

test('a link brings its image and steps back the same; a hostile one says so', async ({ page }) => {
  const hash = `#${name}?source=late&seed=3&steps=elll`;
  const cell = await visitPadCell(page, `code/${hash}`, name);
  await cell.getByRole('button', { name: '実行' }).click();
  await expect(cell.getByText('いま4ステップ')).toBeVisible(patience);
  const first = await scores(cell);
  await page.reload();
  await cell.getByRole('button', { name: '実行' }).click();
  await expect(cell.getByText('いま4ステップ')).toBeVisible(patience);
  expect(await scores(cell)).toEqual(first);
  await page.evaluate(() => (location.hash = '#fool-discriminator?steps=<img>&seed=3'));
  await expect(cell.getByRole('alert')).toContainText('初期設定');
  await expect(cell.getByLabel('シード')).toHaveValue('2');
});

test('an experiment of the text shows its drawing and takes its steps', async ({ page }) => {
  await page.goto('code/');
  const cell = page.locator(name);
  await page.getByRole('button', { name: '描いた4で後期のDをだます' }).click();
  await expect(cell.getByText('いま10ステップ')).toBeVisible(patience);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const cell = await visitPadCell(page, `code/#${name}?steps=l`, name);
    await cell.getByRole('button', { name: '実行' }).click();
    await expect(cell.getByText('いま1ステップ')).toBeVisible(patience);
    expect(await axeFindings(page, name)).toEqual([]);
    expect(await tooWide(cell)).toEqual([]);
  });
}
