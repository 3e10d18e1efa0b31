/** The DCGAN cell by keyboard, with screen readers, on phones, in tabs that come and go. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { tooWide } from './support/cell';
import { DcganCell, patience } from './support/dcgan-cell';
import { expect, test } from './support/test';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing in the cell, before and after a step, with a problem and a failure', async ({
      page,
    }, testInfo) => {
      const cell = await DcganCell.visitQuick(page);
      await cell.openPanel('学習画像と重み');
      expect(await findings(page)).toEqual([]);
      await cell.press('1ステップ');
      await cell.waitForStep(1);
      await cell.fill('シード', '3');
      await cell.fill('エポック数', '0');
      await cell.press('実行');
      await expect(cell.root.getByRole('alert').filter({ hasText: '使えない値' })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await cell.fill('エポック数', '2');
      await cell.diverge(testInfo.outputDir);
      expect(await findings(page)).toEqual([]);
    });
  });
}

test('everything can be done from the keyboard', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.root.getByRole('radio', { name: 'お試し' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(cell.root.getByRole('radio', { name: '小さなモデル' })).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(cell.root.getByRole('radio', { name: '記事の設定' })).toBeChecked();
  await expect(cell.field('識別器の学習率')).toHaveValue('0.00001');

  await cell.field('バッチサイズ').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(cell.field('バッチサイズ')).toHaveValue('10');
  await expect(cell.root.getByRole('radio', { name: 'カスタム' })).toBeChecked();

  await page.keyboard.press('Shift+Enter');
  await cell.waitForStep(2);
  await cell.button('一時停止').focus();
  await page.keyboard.press('Space');
  await cell.waitForPhase('一時停止');
  // The button that was pressed keeps the keyboard's focus, with its new name.
  await expect(cell.button('実行')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(cell.button('1ステップ')).toBeFocused();
  const before = await cell.steps();
  await page.keyboard.press('Enter');
  await cell.waitForStep(before + 1);
  await expect(cell.button('1ステップ')).toBeFocused();
});

test('screen readers are told how the run goes, but not at every step', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('実行');
  await cell.waitForStep(1);
  const summary = cell.root.locator('p[role="status"]');
  await expect(summary).toHaveText(/^学習中。ステップ\d+、識別器の損失\d/);
  await cell.press('一時停止');
  await expect(summary).toHaveText(/^一時停止しています。ステップ\d+/);
});

test('on a phone nothing of the cell is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const cell = await DcganCell.visitQuick(page);
  await cell.openPanel('学習画像と重み');
  const box = await cell.root.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(390);
  expect(await tooWide(cell.root)).toEqual([]);
});

test('training goes on in a hidden tab, and the cell catches up when it is shown', async ({
  page,
}) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('実行');
  await cell.waitForStep(2);
  await setVisibility(page, 'hidden');
  const before = await cell.steps();
  await page.waitForTimeout(4000);
  // Nothing is drawn that nobody sees.
  expect(await cell.steps()).toBeLessThanOrEqual(before + 1);
  await setVisibility(page, 'visible');
  expect(await cell.steps()).toBeGreaterThan(before + 1);
});

test('a page that may come back is paused, and goes on where it was', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('実行');
  await cell.waitForStep(2);
  await page.evaluate(() =>
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
  );
  await cell.waitForPhase('一時停止');
  const before = await cell.steps();
  await cell.press('実行');
  await cell.waitForStep(before + 1);
});

test('a cell that leaves the page ends its worker, and can run again when it is back', async ({
  page,
}) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('実行');
  await cell.waitForStep(1);
  // Over the buttons of a cell that is back, the pointer would have a worker made ready.
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    const element = document.querySelector('dcgan-cell');
    const place = element?.parentElement;
    element?.remove();
    setTimeout(() => {
      if (element) place?.append(element);
    }, 1500);
  });
  await expect.poll(() => liveWorkers(page), patience).toEqual([]);
  await expect(cell.root).toBeVisible();
  await cell.waitForPhase('実行前');
  await cell.press('1ステップ');
  await cell.waitForStep(1);
});

test('a page that is left for good while it trains ends its workers', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('実行');
  await cell.waitForStep(1);
  expect(await liveWorkers(page)).not.toEqual([]);
  // Not by leaving: the browser may then keep a target that has ended in its list.
  await page.evaluate(() =>
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false })),
  );
  await expect.poll(() => liveWorkers(page), patience).toEqual([]);
  await page.goto('summary/');
  await page.goBack();
  await expect(cell.root).toBeVisible();
});

/** The workers that the browser itself knows of: Playwright's list keeps some that have ended. */
async function liveWorkers(page: Page): Promise<string[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'worker' }] });
  await session.detach();
  return targetInfos.map(({ url }) => url);
}

/** What axe objects to in the cell, one line for each rule. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include('dcgan-cell')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}

/** Make the page believe that its tab was hidden or shown; headless browsers hide none. */
async function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  // One frame, for what is drawn on that occasion.
  await page.waitForTimeout(100);
}
