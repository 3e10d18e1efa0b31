/** The space of z in DCGAN, as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings } from './support/cell';
import { expect, test } from './support/test';

const patient = { timeout: 60_000 };

async function visit(page: Page, hash = ''): Promise<Locator> {
  await page.goto(`dcgan/${hash}`);
  const cell = page.locator('latent-space');
  await cell.scrollIntoViewIfNeeded();
  return cell;
}

async function run(cell: Locator): Promise<void> {
  await cell.getByLabel('見かた').press('Shift+Enter');
  await expect(cell.getByText('結果は「')).toBeVisible(patient);
}

test('the shipped generator does the arithmetic on groups found and groups picked', async ({
  page,
}) => {
  const cell = await visit(page);
  await expect(cell.getByRole('img', { name: /^見本/ })).toBeVisible();
  await run(cell);
  const reading = cell.locator('.reading');
  // "slanted 7 − upright 7 + upright 1" is a 1, by the classifier.
  await expect(reading).toContainText('結果は「1」');
  const found = await reading.textContent();
  await cell
    .getByRole('button', { name: /^Aから/ })
    .first()
    .press('Enter');
  await expect(cell.getByLabel('例')).toHaveValue('own');
  await expect(reading).not.toHaveText(found ?? '');
  await cell
    .getByRole('button', { name: /^サンプル\d/ })
    .last()
    .press('Enter');
  await expect(cell.getByRole('button', { name: /^Aから/ })).toHaveCount(8);
});

test('every way of looking draws, and a slider moves what it says', async ({ page }) => {
  const cell = await visit(page);
  await run(cell);
  await cell.getByLabel('見かた').selectOption('interpolation');
  await expect(cell.getByRole('img', { name: 'AからBまで、左から右へ9枚' })).toHaveCount(2);
  await cell.getByLabel('見かた').selectOption('slice');
  await expect(cell.getByRole('img', { name: /9×9枚/ })).toBeVisible();
  await cell.getByLabel('見かた').selectOption('sliders');
  const slantOf = async () => {
    const text = await cell.locator('.reading').textContent();
    const [before, after] = [...(text ?? '').matchAll(/傾き(−?\d+)°/g)].map(([, degrees]) =>
      Number(degrees?.replace('−', '-')),
    );
    return (after ?? NaN) - (before ?? NaN);
  };
  await expect.poll(slantOf).toBe(0);
  await cell.locator('#slant').press('Home');
  await expect.poll(slantOf).toBeLessThan(-5);
});

test('a link brings groups along; a hostile one says so and leaves the defaults', async ({
  page,
}) => {
  const cell = await visit(page, '#latent-space?recipe=own&mode=interpolation&a=3.4&b=5&seed=2');
  await cell.getByLabel('見かた').press('Shift+Enter');
  await expect(cell.getByRole('button', { name: /^Aから/ })).toHaveCount(2, patient);
  await page.evaluate(() => (location.hash = '#latent-space?a=1.99999'));
  await expect(cell.getByRole('alert')).toContainText('グループA');
  await expect(cell.getByLabel('見かた')).toHaveValue('arithmetic');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, and nothing is too wide for a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await run(await visit(page));
    expect(await axeFindings(page, 'latent-space')).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}
