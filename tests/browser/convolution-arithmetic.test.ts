/** The convolution arithmetic in DCGAN, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings, isAwake } from './support/cell';
import { expect, test } from './support/test';

async function visit(page: Page, hash = ''): Promise<Locator> {
  await page.goto(`dcgan/${hash}`);
  const cell = page.locator('convolution-arithmetic');
  await cell.scrollIntoViewIfNeeded();
  return cell;
}

test('arrow keys and pointers choose an output, whose sum is written out', async ({ page }) => {
  const cell = await visit(page);
  const output = cell.getByRole('grid');
  await output.focus();
  await isAwake(cell);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const chosen = cell.getByRole('gridcell', { selected: true });
  await expect(chosen).toHaveAccessibleName('3行3列、値9、重なり9');
  await cell.getByRole('gridcell', { name: '1行1列' }).hover();
  await expect(cell.getByText('1×1 + 1×1 + 1×1 + 1×1 = 4')).toBeVisible();
});

test('sizes follow the sliders, in the formula and in the output', async ({ page }) => {
  const cell = await visit(page);
  await cell.locator('#stride').focus();
  await isAwake(cell);
  await page.keyboard.press('ArrowRight');
  await expect(cell.locator('.formula .size')).toHaveText('11');
  await expect(cell.getByRole('gridcell')).toHaveCount(121);
  await cell.getByLabel('演算').selectOption('strided');
  await expect(cell.getByRole('gridcell')).toHaveCount(4);
});

test('a link brings its settings along; an impossible one says so and leaves the defaults', async ({
  page,
}) => {
  const cell = await visit(
    page,
    '#convolution-arithmetic?operation=upsample&kernelSize=3&padding=1',
  );
  await expect(cell).toBeInViewport();
  await expect(cell.getByLabel('演算')).toHaveValue('upsample');
  await page.evaluate(() => (location.hash = '#convolution-arithmetic?kernelSize=1&padding=2'));
  await expect(cell.getByRole('alert')).toContainText('k = 1、p = 2');
  await expect(cell.getByLabel('演算')).toHaveValue('transposed');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await visit(page);
    expect(await axeFindings(page, 'convolution-arithmetic')).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}
