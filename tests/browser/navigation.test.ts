import type { Page } from '@playwright/test';
import { pagePaths } from './support/site';
import { expect, test } from './support/test';

const path = (page: Page) => new URL(page.url()).pathname;

test('“次へ” leads from the cover through every page, and “前へ” leads back', async ({ page }) => {
  const links = page.getByRole('navigation', { name: '前後のページ' });
  await page.goto('');
  const forward = [path(page)];
  while ((await links.getByRole('link', { name: '次へ' }).count()) > 0) {
    await links.getByRole('link', { name: '次へ' }).click();
    await page.waitForLoadState('domcontentloaded');
    forward.push(path(page));
  }
  const backward = [path(page)];
  while ((await links.getByRole('link', { name: '前へ' }).count()) > 0) {
    await links.getByRole('link', { name: '前へ' }).click();
    await page.waitForLoadState('domcontentloaded');
    backward.push(path(page));
  }
  expect(backward).toEqual(forward.toReversed());
  // All but the 404 page, and the one of what the browser keeps, which is no part of the reading.
  expect(new Set(forward).size).toBe(pagePaths().length - 2);
});

test('the header marks the chapter that is read, on its papers too', async ({ page }) => {
  const header = page.getByRole('navigation', { name: '章' });
  await page.goto('papers/srgan/');
  await expect(header.locator('[aria-current]')).toHaveText('論文紹介');
  await header.getByRole('link', { name: '実装' }).click();
  await expect(header.locator('[aria-current="page"]')).toHaveText('実装');
});

test('an unknown address is answered by a page that leads back', async ({ page, trouble }) => {
  const response = await page.goto('no/such/page/');
  expect(response?.status()).toBe(404);
  await page.getByRole('main').getByRole('link', { name: '表紙' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('はじめてのGAN');
  // The browser reports the 404 itself.
  expect(trouble.splice(0)).toHaveLength(1);
});

test('the table of contents follows the reading', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('code/');
  const current = page
    .getByRole('navigation', { name: 'このページの目次' })
    .locator('[aria-current]');
  for (const section of ['識別器', '損失を入れ替える', '生成器']) {
    await page
      .getByRole('heading', { level: 2, name: section, exact: true })
      .evaluate((heading) => {
        heading.scrollIntoView({ block: 'start', behavior: 'instant' });
      });
    await expect(current).toHaveText(section);
  }
  // A jump into the middle of a section, past headings that never came into view.
  await page.getByRole('cell', { name: '二値交差エントロピー' }).evaluate((cell) => {
    cell.scrollIntoView({ block: 'start', behavior: 'instant' });
  });
  await expect(current).toHaveText('学習の設定');
  await page.evaluate(() => {
    window.scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
  });
  await expect(current).toHaveText('もっと深く');
});

test('on a phone the table of contents unfolds, leads to a section and folds', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('code/');
  const contents = page.locator('details', { hasText: 'このページの目次' }).first();
  await contents.locator('summary').click();
  await contents.getByRole('link', { name: '動かしてみる' }).click();
  await expect(page).toHaveURL(/#run$/);
  await expect(contents).not.toHaveAttribute('open');
  await expect(page.getByRole('heading', { name: '動かしてみる' })).toBeInViewport();
});

test('a citation leads to its entry among the references', async ({ page }) => {
  await page.goto('code/');
  await page.getByRole('link', { name: '[Ioffe and Szegedy 2015]' }).first().click();
  await expect(page).toHaveURL(/references\/#ioffe2015$/);
  await expect(page.locator('#ioffe2015')).toBeInViewport();
});

test('a question of the list leads to its answer, and the answer back to the list', async ({
  page,
}) => {
  await page.goto('faq/');
  const question = '生成器の出口はなぜtanhなの？';
  await page.getByRole('link', { name: question }).click();
  await expect(page).toHaveURL(/dcgan\/#faq-tanh$/);
  const answer = page.getByRole('group', { name: question });
  await expect(answer).toBeInViewport();
  await answer.getByRole('link', { name: 'よくある疑問' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('よくある疑問');
});

test('a page opens with its first window, and is laid out whole once the reader moves', async ({
  page,
}) => {
  const laidOut = () =>
    page.evaluate(() => {
      const sections = [...document.querySelectorAll('.below-heading > :first-child')];
      return sections.map((first) => first.checkVisibility({ contentVisibilityAuto: true }));
    });
  await page.goto('theory/');
  expect(await laidOut()).toContain(false);
  await page.mouse.move(1, 1);
  await expect.poll(laidOut).not.toContain(false);

  const { top: left } = await placeOf(page, 'plane');
  await page.reload();
  expect(await laidOut()).not.toContain(false);
  expect((await placeOf(page, 'plane')).top).toBe(left);
});

test('a link into a page that has just opened leads to its place', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('theory/');
  await page.locator('a[href$="#deeper"]').first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => Math.round((await placeOf(page, 'deeper')).inWindow)).toBe(24);
});

async function placeOf(page: Page, id: string): Promise<{ top: number; inWindow: number }> {
  return page.locator(`#${id}`).evaluate((heading) => {
    const { top } = heading.getBoundingClientRect();
    return { top: top + scrollY, inWindow: top };
  });
}

test('the copy button copies the whole listing and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('code/');
  const listing = page.getByRole('figure', { name: '重みの移動平均' });
  await listing.getByRole('button', { name: 'コピー' }).click();
  await expect(listing.getByRole('status')).toHaveText('コピーしました');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await listing.locator('pre').textContent());
  expect(copied).toContain('this.settings.decay');
});

test('the Keras listing unfolds', async ({ page }) => {
  await page.goto('code/');
  const keras = page.locator('details', { hasText: '2017年のKerasで書いた識別器' });
  await expect(keras.locator('pre')).toBeHidden();
  await keras.locator('summary').click();
  await expect(keras.locator('pre')).toBeVisible();
});

test('the keyboard reaches the text first, then everything that scrolls', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('papers/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '本文へ移動' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.locator('[data-scrolls]').first()).toHaveAttribute('tabindex', '0');
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(page.locator('[data-scrolls]').first()).not.toHaveAttribute('tabindex');
});

test.describe('the theme', () => {
  const background = (page: Page) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  test('follows the system until one is chosen, which then lasts', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('');
    const light = await background(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background(page);
    expect(dark).not.toBe(light);

    await page.getByRole('radio', { name: '明るい' }).check({ force: true });
    expect(await background(page)).toBe(light);
    await page.goto('code/');
    expect(await background(page)).toBe(light);
    await expect(page.getByRole('radio', { name: '明るい' })).toBeChecked();

    await page.getByRole('radio', { name: '自動' }).check({ force: true });
    expect(await background(page)).toBe(dark);
    await page.reload();
    await expect(page.getByRole('radio', { name: '自動' })).toBeChecked();
  });

  test('that was chosen is there before anything is painted', async ({ page }) => {
    await page.goto('');
    await page.getByRole('radio', { name: '暗い' }).check({ force: true });
    // The first look at the page, before its deferred scripts.
    await page.route('**/*.js', (route) => route.abort());
    page.removeAllListeners('requestfailed');
    page.removeAllListeners('console');
    await page.reload({ waitUntil: 'commit' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});
