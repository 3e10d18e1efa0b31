/** Cells before their programs have come: what the reader does to the stills is not lost. */
import type { Locator, Page } from '@playwright/test';
import { approach, isAwake, number, patience } from './support/cell';
import { expect, test } from './support/test';
import { openWhole } from './support/whole-page';

/** Every cell that trains, and its page. */
const cells = [
  { path: 'theory/', element: 'line-gan' },
  { path: 'theory/', element: 'plane-gan' },
  { path: 'theory/', element: 'loss-duel' },
  { path: 'theory/', element: 'mlp-gan' },
  { path: 'dcgan/', element: 'leaky-relu' },
  { path: 'dcgan/', element: 'batch-normalization' },
  { path: 'code/', element: 'dcgan-cell' },
  { path: 'code/', element: 'dcgan-duel' },
  { path: 'code/', element: 'dcgan-ablations' },
  { path: 'papers/srgan/', element: 'srgan-cell' },
  { path: 'papers/pix2pix/', element: 'pix2pix-cell' },
  { path: 'papers/simgan/', element: 'simgan-cell' },
] as const;

const phase = (cell: Locator) => cell.locator('.phase');
const button = (cell: Locator, name: string) => cell.getByRole('button', { name, exact: true });

/** Keep the cells' programs from coming. @returns what lets them come */
async function holdPrograms(page: Page): Promise<() => void> {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/_astro\/cell\.[\w-]+\.js/, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

for (const { path, element } of cells) {
  test(`the first press runs ${element}, though its program has not come`, async ({ page }) => {
    const letThemCome = await holdPrograms(page);
    await page.goto(path);
    const cell = page.locator(element);
    await button(cell, '実行').press('Enter');
    await expect(phase(cell)).toHaveText('準備中');
    letThemCome();
    await expect(phase(cell)).toHaveText('学習中', patience);
    await expect(button(cell, '一時停止')).toBeFocused();
    await page.keyboard.press('Shift+Enter');
    await expect(phase(cell)).toHaveText('一時停止', patience);
  });
}

test('a press with the mouse that lasts until the program is there counts', async ({ page }) => {
  await openWhole(page, 'theory/');
  const cell = page.locator('line-gan');
  const step = button(cell, '1ステップ');
  await step.scrollIntoViewIfNeeded();
  const box = await step.boundingBox();
  if (!box) throw new Error('there is no button');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await expect.poll(() => hasLoadedProgram(page), patience).toBe(true);
  await page.waitForTimeout(300);
  await page.mouse.up();
  await expect(number(cell, 'Gの更新')).toHaveText('1回', patience);
});

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a tap is the first thing that happens, and counts', async ({ page }) => {
    await page.goto('theory/');
    const cell = page.locator('loss-duel');
    await button(cell, '1ステップ').tap();
    await expect(number(cell, 'Gの更新')).toHaveText('1回', patience);
  });
});

test('Shift+Enter runs a cell whose program has not come', async ({ page }) => {
  const letThemCome = await holdPrograms(page);
  await page.goto('theory/');
  const cell = page.locator('plane-gan');
  await button(cell, '1ステップ').press('Shift+Enter');
  letThemCome();
  await expect(phase(cell)).toHaveText('学習中', patience);
});

test('what is typed, chosen and unfolded in a still stays, and so does the place of the cursor', async ({
  page,
}) => {
  const letThemCome = await holdPrograms(page);
  await page.goto('theory/');
  const cell = page.locator('plane-gan');
  const data = cell.getByLabel('データ', { exact: true });
  await data.selectOption({ index: 2 });
  const chosen = await data.inputValue();
  await cell.getByText('設定', { exact: true }).click();
  const seed = cell.getByRole('spinbutton', { name: 'シード', exact: true });
  await seed.fill('42');
  await seed.press('ArrowLeft');
  letThemCome();
  await isAwake(cell);
  await expect(data).toHaveValue(chosen);
  await expect(seed).toBeVisible();
  await expect(seed).toBeFocused();
  await page.keyboard.press('3');
  await expect(seed).toHaveValue('432');
  await expect(cell.locator('#settings .panel-digest')).toContainText('シード432');
  await seed.fill('-1');
  await seed.blur();
  await expect(seed).toHaveAttribute('aria-invalid', 'true');
});

test('a half-typed value becomes wrong only when the field is left', async ({ page }) => {
  const letThemCome = await holdPrograms(page);
  await page.goto('code/');
  const cell = page.locator('dcgan-cell');
  await cell.getByText('設定', { exact: true }).click();
  const rate = cell.getByRole('spinbutton', { name: '生成器の学習率', exact: true });
  await rate.fill('1e');
  letThemCome();
  await isAwake(cell);
  await expect(rate).toBeFocused();
  await expect(rate).toHaveValue('1e');
  await expect(rate).toHaveAttribute('aria-invalid', 'false');
  await rate.blur();
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
});

test('a slider and the speed of a still are kept', async ({ page }) => {
  const letThemCome = await holdPrograms(page);
  await page.goto('theory/');
  const cell = page.locator('loss-duel');
  await cell.getByRole('slider').fill('300');
  await cell.getByRole('combobox', { name: '速さ' }).selectOption('full');
  letThemCome();
  await isAwake(cell);
  await expect(cell.getByRole('slider')).toHaveValue('300');
  await expect(cell.locator('output')).toHaveText('300回');
  await expect(cell.getByRole('combobox', { name: '速さ' })).toHaveValue('full');
});

test('a preset of a still is kept, and arrow keys count', async ({ page }) => {
  const letThemCome = await holdPrograms(page);
  await page.goto('code/');
  const cell = page.locator('dcgan-cell');
  await cell.getByText('記事の設定', { exact: true }).click();
  await cell.getByText('設定', { exact: true }).click();
  const batch = cell.getByRole('spinbutton', { name: 'バッチサイズ', exact: true });
  const before = Number(await batch.inputValue());
  await batch.press('ArrowUp');
  letThemCome();
  await isAwake(cell);
  await expect(cell.getByRole('spinbutton', { name: '識別器の学習率' })).toHaveValue('0.00001');
  await expect(batch).not.toHaveValue(String(before));
});

test('a file that is dropped on a still is taken', async ({ page }) => {
  const letThemCome = await holdPrograms(page);
  await page.goto('code/');
  const cell = page.locator('dcgan-cell');
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['PK'], 'broken.zip'));
    return transfer;
  });
  for (const type of ['dragenter', 'dragover', 'drop'])
    await cell.dispatchEvent(type, { dataTransfer });
  letThemCome();
  await expect(cell.getByRole('alert').filter({ hasText: 'broken.zip' })).toBeVisible(patience);
});

test('a program that fails to come is told of, and what was pressed is done when it comes', async ({
  page,
  trouble,
}) => {
  await page.route(/\/_astro\/cell\.[\w-]+\.js/, (route) => route.abort());
  await page.goto('theory/');
  const cell = page.locator('line-gan');
  await button(cell, '1ステップ').press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: '読み込めませんでした' });
  await expect(alert).toBeVisible();
  await expect(phase(cell)).toHaveText('実行前');
  const again = alert.getByRole('button', { name: 'もう一度試す' });
  await again.press('Enter');
  await expect(alert.getByRole('button', { name: 'ページを再読み込み' })).toBeVisible();
  await expect(again).toBeFocused();
  await page.unrouteAll();
  await again.press('Enter');
  await expect(number(cell, 'Gの更新')).toHaveText('1回', patience);
  await expect(alert).toBeHidden();
  await expect(button(cell, '1ステップ')).toBeFocused();
  // The browser reports the failures that this test made.
  const ours = /cell\.[\w-]+\.js|ERR_FAILED/;
  expect(trouble.filter((line) => !ours.test(line))).toEqual([]);
  trouble.length = 0;
});

test('a preview that fails to come is told of in the same way', async ({ page, trouble }) => {
  await page.route(/preview\.[\w-]+\.json/, (route) => route.fulfill({ status: 503 }));
  await page.goto('theory/');
  const cell = page.locator('plane-gan');
  await cell.hover();
  const alert = page.getByRole('alert').filter({ hasText: '読み込めませんでした' });
  await expect(alert).toBeVisible();
  await page.unrouteAll();
  await alert.getByRole('button', { name: 'もう一度試す' }).click();
  await isAwake(cell);
  await expect(alert).toBeHidden();
  expect(trouble.filter((line) => !line.includes('503'))).toEqual([]);
  trouble.length = 0;
});

test('an experiment of the text waits for the program, too', async ({ page }) => {
  const letThemCome = await holdPrograms(page);
  await page.goto('theory/');
  await page.locator('button[data-experiment="line-gan"]').first().press('Enter');
  letThemCome();
  await expect(phase(page.locator('line-gan'))).toHaveText('学習中', patience);
});

test('a cell that wakes moves nothing on its page, and leaves the pictures of the others', async ({
  page,
}) => {
  for (const path of ['theory/', 'dcgan/', 'code/']) {
    await openWhole(page, path);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (const cell of await page.locator('[data-cell] > :first-child').all()) {
      const before = await pictures(page);
      await approach(cell);
      expect(await pictures(page)).toBe(before);
    }
    const later = await page.evaluate(() => document.documentElement.scrollHeight);
    expect(Math.abs(later - height)).toBeLessThanOrEqual(2);
  }
});

/** Whether the program of some cell has been loaded, whether or not it has taken the still's place. */
function hasLoadedProgram(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/_astro\/cell\./.test(name)),
  );
}

/** How many pictures the page's cells show, those in elements of theirs too. */
function pictures(page: Page): Promise<number> {
  return page.locator('[data-cell]').getByRole('img').count();
}
