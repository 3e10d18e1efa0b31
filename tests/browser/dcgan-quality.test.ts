/** The quality of the DCGAN's images, measured in the page. */
import { DcganCell, patience } from './support/dcgan-cell';
import { axeFindings } from './support/cell';
import { expect, test } from './support/test';

test('the images are measured against real ones, looked up and ranked, while the run goes on', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const cell = await DcganCell.visitQuick(page);
  await cell.train(2);
  await cell.openPanel('画像の品質');
  const panel = cell.root.locator('#quality');

  await cell.press('いま測る');
  const distance = panel.locator('dt', { hasText: /^フレシェ距離$/ }).locator('+ dd');
  await expect(distance).toHaveText(/^\d+\.\d\d$/, patience);
  const floor = panel.locator('dt', { hasText: '本物どうしの距離' }).locator('+ dd');
  // An untrained generator is far from the digits; real digits are near to each other.
  expect(Number(await distance.innerText())).toBeGreaterThan(5 * Number(await floor.innerText()));
  await expect(panel.getByRole('row')).toHaveCount(11);

  await panel.getByLabel('番号').fill('5');
  await panel.getByLabel('番号').press('Enter');
  await expect(panel.getByRole('img', { name: '生成画像5番' })).toBeVisible(patience);
  await cell.press('256枚から選ぶ');
  await expect(panel.getByRole('img', { name: /^Dの値が大きい順に16枚/ })).toBeVisible(patience);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page, 'dcgan-cell')).toEqual([]);
  }
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
