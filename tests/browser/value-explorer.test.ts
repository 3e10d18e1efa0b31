/** The explorer of V(D, G) in 基礎理論, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings, isAwake } from './support/cell';
import { expect, test } from './support/test';

async function visit(page: Page, hash = ''): Promise<Locator> {
  await page.goto(`theory/${hash}`);
  const cell = page.locator('value-explorer');
  await cell.scrollIntoViewIfNeeded();
  return cell;
}

test('moving a slider lights up its term, and a term leads to its slider', async ({ page }) => {
  const cell = await visit(page);
  const [real, fake] = [cell.getByRole('slider', { name: /^D\(x\)/ }), cell.locator('#fake')];
  await real.focus();
  await isAwake(cell);
  await page.keyboard.press('ArrowLeft');
  await expect(cell.getByText('合計 V −0.222')).toBeVisible();
  await expect(cell.getByRole('button', { name: /^第1項/ })).toHaveAttribute('data-lit');
  await cell.getByRole('button', { name: /^第2項/ }).press('Enter');
  await expect(fake).toBeFocused();
  await expect(cell.getByRole('button', { name: /^第1項/ })).not.toHaveAttribute('data-lit');
  await page.keyboard.press('Home');
  await expect(cell.getByText('99.0倍')).toBeVisible();
  await page.getByRole('button', { name: 'どちらも0.3に' }).click();
  await expect(cell.getByText('合計 V −1.561')).toBeVisible();
});

test('a link brings its values along; a broken one says so and leaves the defaults', async ({
  page,
}) => {
  const cell = await visit(page, '#value-explorer?real=0.42&fake=0.37');
  await expect(cell).toBeInViewport();
  await expect(cell.locator('#real')).toHaveValue('0.42');
  await expect(cell.locator('#fake')).toHaveValue('0.37');
  await page.evaluate(() => (location.hash = '#value-explorer?real=2&fake=<b>'));
  await expect(cell.getByRole('alert')).toContainText('初期設定');
  await expect(cell.locator('#real')).toHaveValue('0.9');
});

test('a link that cannot be copied is there to be copied by hand', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  const cell = await visit(page);
  await cell.getByRole('button', { name: '共有リンク' }).click();
  const address = await cell.getByLabel('手でコピー').inputValue();
  expect(address).toContain('/theory/#value-explorer?real=0.9&fake=0.1');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const cell = await visit(page);
    expect(await axeFindings(page, 'value-explorer')).toEqual([]);
    const width = await cell.evaluate((element) => element.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}
