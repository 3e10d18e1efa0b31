/** Binaries of the backends that come slowly, or not at all. */
import type { Route } from '@playwright/test';
import { approach, patience } from './support/cell';
import { DcganCell } from './support/dcgan-cell';
import { drawOn, four, padOf } from './support/digit-pad';
import { expect, test } from './support/test';

/** The browser reports what these tests break; nothing is to be thrown and not caught. */
test.afterEach(({ trouble }) => {
  expect(trouble.filter((line) => line.startsWith('uncaught'))).toEqual([]);
  trouble.length = 0;
});

const late = async (route: Route) => {
  await new Promise((resolve) => setTimeout(resolve, 9_000));
  await route.continue();
};
const missing = (route: Route) => route.fulfill({ status: 404 });

test('binaries that take longer than a probe may compute are waited for', async ({ page }) => {
  await page.route(/\.wasm$/, late);
  const cell = await DcganCell.visit(page);
  await cell.press('1ステップ');
  await cell.waitForPhase('一時停止');
  await expect(cell.root.locator('#backend .panel-digest')).toContainText('WebAssembly');
});

test('without the binary for shared memory, cells train and answer on one thread', async ({
  page,
}) => {
  await page.route(/tfjs-shared-.*\.wasm$/, missing);
  const cell = await DcganCell.visit(page);
  await cell.press('1ステップ');
  await cell.waitForPhase('一時停止');
  await expect(cell.root.locator('#backend .panel-digest')).toHaveText('WebAssembly、自動で選択');
  const lookup = page.locator('fool-discriminator');
  await approach(lookup);
  await drawOn(padOf(lookup), four);
  await expect(lookup.getByRole('img', { name: /^描いた数字。/ })).toBeVisible(patience);
  await expect(lookup.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
});
