/** What goes wrong in the DCGAN cell is said, and nothing is lost. */
import { DcganCell, patience } from './support/dcgan-cell';
import { expect, test } from './support/test';

test('a value out of range is refused at its field, and the run waits for a usable one', async ({
  page,
}) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.fill('バッチサイズ', '1000');
  const field = cell.field('バッチサイズ');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(
    /バッチサイズには2以上512以下の整数を入れてください（入力：「1000」）。/,
  );
  await cell.press('実行');
  await expect(cell.root.getByRole('alert').filter({ hasText: '使えない値' })).toBeVisible();
  await expect(field).toBeFocused();
  await cell.waitForPhase('実行前');

  await cell.fill('バッチサイズ', '8');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await cell.press('1ステップ');
  await cell.waitForStep(1);
});

test('a value that is being typed is not yet wrong', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  const field = cell.field('生成器の学習率');
  await field.fill('1e');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await field.pressSequentially('-4');
  await field.blur();
  await expect(field).toHaveAttribute('aria-invalid', 'false');
});

test('a run that diverges stops, says so, and goes on from its last good state', async ({
  page,
}, testInfo) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('1ステップ');
  await cell.waitForSamples(1);
  await cell.diverge(testInfo.outputDir);
  const alert = cell.root.getByRole('alert').filter({ hasText: '学習が発散しました' });
  await expect(alert).toContainText('有限の値でなくなりました');
  await expect(cell.button('実行')).toBeDisabled();

  await cell.root.getByRole('button', { name: /^ステップ\d+の状態から再開$/ }).click();
  await expect(alert).toBeHidden(patience);
  await cell.waitForPhase('学習中');
  await expect(cell.button('一時停止')).toBeFocused();
  const resumed = await cell.steps();
  await cell.waitForStep(resumed + 2);
  await expect(cell.number('識別器')).toHaveText(/^\d+\.\d{3}$/);
});

test('a run that diverged can begin anew', async ({ page }, testInfo) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('リセット');
  await cell.waitForSamples(0);
  const first = await cell.samples();
  await cell.diverge(testInfo.outputDir);
  await cell.press('はじめからやり直す');
  await cell.waitForPhase('一時停止');
  expect(await cell.samples()).toBe(first);
  expect(await cell.steps()).toBe(0);
});

test('images that cannot be loaded are reported, and the next press tries again', async ({
  page,
  trouble,
}) => {
  const cell = await DcganCell.visitQuick(page);
  await page.route('**/mnist-10k.bin.gz', (route) => route.fulfill({ status: 503 }));
  await cell.press('実行');
  const alert = cell.root
    .getByRole('alert')
    .filter({ hasText: /^\s*学習画像（.*mnist-10k.*）を読み込めませんでした/ });
  await expect(alert).toBeVisible(patience);
  await cell.waitForPhase('実行前');
  await page.unrouteAll();
  await cell.press('1ステップ');
  await cell.waitForStep(1);
  await expect(alert).toBeHidden();
  // The browser reports the answer that this test gave.
  expect(trouble.filter((line) => !line.includes('503'))).toEqual([]);
  trouble.length = 0;
});
