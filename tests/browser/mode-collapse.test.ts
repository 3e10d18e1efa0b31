/** A mode collapse of the DCGAN, brought about for real, told of, and undone. */
import { DcganCell, patience } from './support/dcgan-cell';
import { expect, test } from './support/test';

/** Two hundred steps on a busy machine with two cores. */
const longPatience = { timeout: 150_000 };

/** Measure a run under way, and give the entropy of the digits drawn, in nats. */
async function measured(cell: DcganCell): Promise<number> {
  const step = cell.number('測ったステップ');
  const before = (await step.count()) > 0 ? await step.innerText() : '';
  await cell.press('いま測る');
  await expect(step).not.toHaveText(before, patience);
  return parseFloat(await cell.number('内訳のエントロピー').innerText());
}

test('too large a learning rate collapses the images; the alarm leads back to varied ones', async ({
  page,
}) => {
  test.setTimeout(400_000);
  const cell = await DcganCell.visit(page);
  await page.getByRole('button', { name: '小さなバッチと大きめの学習率' }).click();
  await cell.openPanel('設定');
  await cell.openPanel('画像の品質');
  await expect.poll(() => cell.steps(), longPatience).toBeGreaterThanOrEqual(180);
  // Real digits have about 2.3; a state that has 80% of it is one to go back to.
  await expect.poll(() => measured(cell), longPatience).toBeGreaterThan(1.9);

  await cell.fill('生成器の学習率', '1');
  const alarm = cell.root.locator('.alarm');
  let collapsed = NaN;
  await expect
    .poll(async () => {
      collapsed = await measured(cell);
      return alarm.innerText();
    }, longPatience)
    .toContain('モード崩壊の疑い');
  const steps = await cell.steps();

  await cell.fill('生成器の学習率', '0.002');
  await alarm.getByRole('button', { name: /^ステップ.*に戻って続ける$/ }).click();
  await expect.poll(() => cell.steps(), patience).toBeLessThan(steps);
  await expect(alarm).toBeEmpty();
  await cell.waitForStep((await cell.steps()) + 20);
  expect(await measured(cell)).toBeGreaterThan(collapsed + 0.5);
  await expect(alarm).toBeEmpty();
});
