/** The cell on StackGAN's page that draws, as a reader uses it. */
import { axeFindings, patience, visitCell } from './support/cell';
import { expect, test } from './support/test';

test('birds are drawn in two stages, and a word that nobody taught is named', async ({ page }) => {
  const cell = await visitCell(page, {
    path: 'papers/stackgan',
    name: 'draw-birds',
    hash: '#draw-birds?source=text&a=くちばしの短い赤い鳥&seed=4',
  });
  await cell.getByRole('button', { name: '実行' }).click();
  await expect(cell.getByText('は学習していない言葉です')).toBeVisible(patience);
  await expect(cell.getByText('2段目の4枚のうち')).toBeVisible();
  expect(await axeFindings(page, 'draw-birds')).toEqual([]);
});
