/** The cover's drawing, in which a small GAN learns. */
import type { Page } from '@playwright/test';
import { axeFindings, patience } from './support/cell';
import { hashOf } from './support/dcgan-cell';
import { collectScripts } from './support/scripts';
import { expect, test } from './support/test';

/** Bytes of gzipped script for all that the cover does. */
const budget = 15_000;

const drawing = (page: Page) => page.locator('cover-drawing');
const button = (page: Page, name: string) =>
  drawing(page).getByRole('button', { name, exact: true });
const still = (page: Page) => drawing(page).locator('.stage svg');
const moving = (page: Page) => drawing(page).getByRole('img');

/** Steps done, as shown; NaN before it has begun. */
async function steps(page: Page): Promise<number> {
  return Number(await drawing(page).locator('[data-number="step"]').innerText());
}

async function waitForStep(page: Page, least: number): Promise<void> {
  await expect.poll(() => steps(page), patience).toBeGreaterThanOrEqual(least);
}

/** Whether nothing of it changes for a while. */
async function rests(page: Page): Promise<boolean> {
  // A step that was under way may still be shown.
  await page.waitForTimeout(300);
  const picture = drawing(page).locator('canvas');
  const before = await hashOf(picture);
  await page.waitForTimeout(700);
  return (await hashOf(picture)) === before;
}

test.describe('where motion is welcome', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  test('it learns by itself and moves nothing else', async ({ page }) => {
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
        const sum = shifts.reduce((total, { value }) => total + value, 0);
        const { dataset } = document.documentElement;
        dataset['shift'] = String(Number(dataset['shift'] ?? 0) + sum);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('');
    const before = await page.getByRole('link', { name: '基礎理論から読む' }).boundingBox();
    await waitForStep(page, 100);
    await expect(moving(page)).toBeVisible();
    await expect(still(page)).toHaveCSS('opacity', '0');
    const after = await page.getByRole('link', { name: '基礎理論から読む' }).boundingBox();
    expect(after).toEqual(before);
    const shift = await page.locator('html').getAttribute('data-shift');
    expect(Number(shift ?? 0)).toBeLessThan(0.001);
  });

  test('it takes little script', async ({ page }) => {
    const scriptSizes = collectScripts(page);
    await page.goto('');
    await waitForStep(page, 8);
    const total = (await scriptSizes()).reduce((sum, size) => sum + size, 0);
    console.log(`the cover that moves: ${(total / 1000).toFixed(1)} kB of script`);
    expect(total).toBeLessThanOrEqual(budget);
  });

  test('it is paused and resumed by keyboard', async ({ page }) => {
    await page.goto('');
    await waitForStep(page, 8);
    await button(page, '一時停止').focus();
    await page.keyboard.press('Enter');
    await expect(button(page, '再開')).toBeFocused();
    expect(await rests(page)).toBe(true);
    const paused = await steps(page);
    await page.keyboard.press(' ');
    await expect(button(page, '一時停止')).toBeFocused();
    await waitForStep(page, paused + 8);
  });

  test('it rests while it cannot be seen', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 600 });
    await page.goto('');
    await waitForStep(page, 8);
    await page.evaluate(() => {
      window.scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
    });
    expect(await rests(page)).toBe(true);
    const left = await steps(page);
    await page.evaluate(() => {
      window.scrollTo({ top: 0, behavior: 'instant' });
    });
    await waitForStep(page, left + 8);
  });

  test('it waits to be asked where data are to be saved', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    await page.goto('');
    await expect(button(page, '動かす')).toBeVisible();
    await expect(still(page)).toHaveCSS('opacity', '1');
    await expect(moving(page)).toBeHidden();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing while it moves, in the ${colorScheme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto('');
      await waitForStep(page, 16);
      expect(await axeFindings(page, 'cover-drawing')).toEqual([]);
    });
  }

  test('a change of theme recolours what is paused', async ({ page }) => {
    await page.goto('');
    await waitForStep(page, 8);
    await button(page, '一時停止').click();
    await page.waitForTimeout(300);
    const light = await hashOf(drawing(page).locator('canvas'));
    await page.getByRole('radio', { name: '暗い' }).check({ force: true });
    await expect.poll(() => hashOf(drawing(page).locator('canvas'))).not.toBe(light);
  });
});

test.describe('where motion is not welcome', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('it stands still, without its program’s worker, until it is asked to move', async ({
    page,
  }) => {
    await page.goto('');
    await expect(still(page)).toBeVisible();
    await page.waitForTimeout(1000);
    expect(page.workers()).toEqual([]);
    await expect(moving(page)).toBeHidden();
    await button(page, '動かす').press('Enter');
    await waitForStep(page, 8);
    await expect(moving(page)).toBeVisible();
    await expect(button(page, '一時停止')).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the still is there, and no button that does nothing', async ({ page }) => {
    await page.goto('');
    await expect(still(page)).toBeVisible();
    const box = await drawing(page).boundingBox();
    expect((box?.width ?? NaN) / (box?.height ?? NaN)).toBeCloseTo(5, 1);
    await expect(drawing(page).locator('.about')).toBeHidden();
  });
});

test('on a phone it stays within the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('');
  await waitForStep(page, 8);
  await expect(button(page, '一時停止')).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
