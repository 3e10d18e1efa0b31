/** The DCGAN cell as links and the buttons of the text set it up. */
import { DcganCell } from './support/dcgan-cell';
import { expect, test } from './support/test';

test('a link brings its settings along; a broken one says so and leaves the defaults', async ({
  page,
}) => {
  await page.goto('code/#dcgan-cell?epochs=20&seed=42&generatorLoss=saturating');
  const cell = new DcganCell(page);
  await expect(cell.root).toBeInViewport();
  await cell.openPanel('設定');
  await expect(cell.field('シード')).toHaveValue('42');
  await expect(cell.field('エポック数')).toHaveValue('20');
  await expect(cell.root.getByRole('combobox', { name: '生成器の損失' })).toHaveValue('saturating');

  await page.evaluate(() => (location.hash = '#dcgan-cell?seed=<b>&epochs=20'));
  await expect(cell.root.getByRole('alert').filter({ hasText: '初期設定' })).toBeVisible();
  await expect(cell.field('シード')).toHaveValue('2017');
  await expect(cell.field('エポック数')).toHaveValue('2');
});

test('a button of the text sets the cell up and trains', async ({ page }) => {
  await page.goto('code/');
  const button = page.getByRole('button', { name: '記事の設定', exact: true }).first();
  await button.press('Enter');
  const cell = new DcganCell(page);
  await cell.waitForStep(2);
  await expect(cell.root.getByRole('radio', { name: '記事の設定' })).toBeChecked();
  await cell.press('一時停止');
  await cell.waitForPhase('一時停止');
});
