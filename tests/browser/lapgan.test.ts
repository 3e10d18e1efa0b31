/** LAPGAN and its human test on their paper's page, as a reader uses them. */
import type { Page } from '@playwright/test';
import { axeFindings, number, patience, tooWide, visitCell } from './support/cell';
import { expect, test } from './support/test';

const visit = (page: Page, name: string, hash = '') =>
  visitCell(page, { path: 'papers/lapgan', name, hash });

test('its levels are switched without a run, and one of them learns', async ({ page }) => {
  const cell = await visit(page, 'lapgan-cell');
  const verdict = cell.locator('.verdict b').nth(1);
  const before = await verdict.innerText();
  await cell.locator('#part7').selectOption('real');
  await expect(verdict).not.toHaveText(before, patience);
  await expect(number(cell, 'ステップ')).toHaveText('0');
  // Nothing has been learned yet: other networks are taken at once.
  await cell.locator('#start').selectOption('scratch');
  await expect(cell.locator('.origin')).toContainText('はじめから0ステップ', patience);
  await cell.getByRole('button', { name: '1ステップ' }).click();
  await expect(number(cell, 'ステップ')).toHaveText('1', patience);
  // What has been learned is not thrown away for a menu.
  await cell.locator('#levels').selectOption('28');
  await expect(cell.getByText('いまの学習は「7×7だけ」')).toBeVisible();
});

test('the human test shows images for as long as it says, and keeps the answers', async ({
  page,
}) => {
  const cell = await visit(page, 'human-test');
  await cell.getByRole('button', { name: '判定を始める' }).click();
  const real = cell.getByRole('button', { name: '本物 →' });
  await expect(real).toHaveAttribute('aria-disabled', 'false', patience);
  await page.keyboard.press('ArrowRight');
  await expect(cell.locator('human-stage + .toolbar')).toContainText(/[01] \/ \d\d/);
  await expect(real).toHaveAttribute('aria-disabled', 'false', patience);
  await page.keyboard.press('ArrowLeft');
  await cell.getByRole('button', { name: 'ここで終える' }).click();
  await expect(cell.getByRole('button', { name: /判定/ })).toBeVisible();
  const kept = await page.evaluate(() => localStorage.getItem('human-test'));
  const hasAnswers = kept !== null;
  expect(await cell.locator('table').count()).toBe(hasAnswers ? 1 : 0);
});

test('axe finds nothing, and nothing is too wide for a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const name of ['lapgan-cell', 'human-test']) {
    const cell = await visit(page, name);
    expect(await axeFindings(page, name)).toEqual([]);
    expect(await tooWide(cell)).toEqual([]);
  }
});
