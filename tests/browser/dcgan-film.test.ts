/** The film of the reader's own run: leafed through, played, and saved. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { DcganCell, hashOf, patience } from './support/dcgan-cell';
import { axeFindings, tooWide } from './support/cell';
import { expect, test } from './support/test';

test('a run can be looked through by keyboard and saved as GIF and as video, and a reset leaves the film before', async ({
  page,
}, testInfo) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const cell = await DcganCell.visitQuick(page);
  await cell.openPanel('学習の記録映像');
  const panel = cell.root.locator('#film');
  await expect(panel.getByText('見本')).toBeVisible(patience);

  for (const step of [1, 2, 3]) {
    await cell.press('1ステップ');
    await cell.waitForSamples(step);
  }
  await expect(panel.getByText('4枚目（4枚のうち）')).toBeVisible();
  await page.evaluate(() => (document.documentElement.style.fontSize = '32px'));
  expect(await tooWide(cell.root)).toEqual([]);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  // Where less motion is wished for, it is played slowly.
  await expect(panel.getByLabel('速さ')).toHaveValue('slow');

  const slider = panel.getByRole('slider', { name: '記録の位置' });
  const picture = panel.locator('image-grid canvas');
  const newest = await hashOf(picture);
  expect(newest).toBe(await cell.samples());
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'ステップ0、4枚のうち1枚目');
  await expect.poll(() => hashOf(picture)).not.toBe(newest);
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByText('2枚目（4枚のうち）')).toBeVisible();
  await panel.getByLabel('速さ').selectOption('fast');
  await panel.getByRole('button', { name: '再生' }).press('Enter');
  await expect(panel.getByText('4枚目（4枚のうち）')).toBeVisible();
  await expect.poll(() => hashOf(picture)).toBe(newest);

  const gif = await save(page, panel, testInfo.outputDir);
  expect(gif.name).toBe('dcgan-film-seed2017-step3.gif');
  const { format, pages, delay, width, pageHeight } = await sharp(gif.bytes, {
    animated: true,
  }).metadata();
  expect({ format, pages, width, pageHeight }).toEqual({
    format: 'gif',
    ...{ pages: 4, width: 448, pageHeight: 480 },
  });
  expect(delay).toEqual([100, 100, 100, 2100]);
  await expect(panel.getByRole('status')).toHaveText(/step3\.gif（\d+kB）を保存しました。/);

  await panel.getByLabel('形式').selectOption('webm');
  const video = await save(page, panel, testInfo.outputDir);
  expect(await playedBack(page, video.bytes)).toEqual({ width: 448, height: 480, seconds: 2.4 });

  await cell.press('リセット');
  await cell.waitForPhase('一時停止');
  await expect(panel.getByText('1枚目（1枚のうち）')).toBeVisible();
  await panel.getByLabel('どの記録を見るか').selectOption('previous');
  await expect(panel.getByText('4枚目（4枚のうち）')).toBeVisible();
  expect(await hashOf(picture)).toBe(newest);

  await expectAccessible(page, 'dcgan-cell');
  const reach = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(reach).toBeLessThanOrEqual(390);
});

test('saving can be called off, and nothing of the encoder is loaded before', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  const cell = await DcganCell.visitQuick(page);
  await cell.openPanel('学習の記録映像');
  await cell.press('1ステップ');
  await cell.waitForSamples(1);
  const panel = cell.root.locator('#film');
  await expect(panel.getByText('2枚目（2枚のうち）')).toBeVisible();
  expect(scripts.filter((url) => /film\.worker|encode/.test(url))).toEqual([]);

  await page.route('**/film.worker*', () => new Promise(() => undefined));
  await panel.getByRole('button', { name: '保存する' }).click();
  await expect(panel.getByRole('progressbar', { name: '保存の進み' })).toBeVisible();
  await panel.getByRole('button', { name: 'キャンセル' }).click();
  await expect(panel.getByText('保存をキャンセルしました。')).toBeVisible();
  await expect(panel.getByRole('button', { name: '保存する' })).toBeFocused();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('the figure of the text plays the site’s own film', async ({ page }) => {
  await page.goto('code/#result');
  const figure = page.locator('#fig-mnist-animation');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByText('ステップ6,250')).toBeVisible();
  await expectAccessible(page, '#fig-mnist-animation');
  // Another program has the pictures' element defined by then, which is not to be drawn twice.
  await expect(figure.getByRole('img')).toHaveCount(1);
  await figure.getByLabel('速さ').selectOption('slow');
  await figure.getByRole('button', { name: '再生' }).click();
  const picture = figure.locator('image-grid canvas');
  await expect(figure.getByText(/^[2-9]枚目（36枚のうち）$/)).toBeVisible(patience);
  const early = await hashOf(picture);
  await figure.getByRole('slider').press('End');
  await expect(figure.getByRole('button', { name: '再生' })).toBeVisible();
  await expect.poll(() => hashOf(picture)).not.toBe(early);
  await expectAccessible(page, '#fig-mnist-animation');
});

/** axe finds nothing in what a selector names, in both themes. */
async function expectAccessible(page: Page, selector: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page, selector)).toEqual([]);
  }
}

async function save(page: Page, panel: Locator, folder: string) {
  const downloading = page.waitForEvent('download', patience);
  await panel.getByRole('button', { name: '保存する' }).click();
  const download = await downloading;
  const name = download.suggestedFilename();
  const path = `${folder}/${name}`;
  await download.saveAs(path);
  return { name, bytes: await readFile(path) };
}

/** What the browser's player makes of a video. */
async function playedBack(page: Page, bytes: Buffer) {
  return page.evaluate(async (data) => {
    const file = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const video = document.createElement('video');
    video.src = URL.createObjectURL(new Blob([file], { type: 'video/webm' }));
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => {
        reject(new Error(video.error?.message));
      };
    });
    const { videoWidth: width, videoHeight: height, duration } = video;
    return { width, height, seconds: Math.round(duration * 10) / 10 };
  }, bytes.toString('base64'));
}
