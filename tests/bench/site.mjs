/** The built site as a reader meets it: how soon it shows something, and how smooth it stays. */
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { root } from '../../tools/lib/steps.mjs';
import { serve } from '../../tools/lib/serve.mjs';
import { siteBase } from '../../tools/lib/site-base.mjs';
import { benchDigits } from './digits.mjs';
import { benchPages } from './pages.mjs';

/** Milliseconds of training to watch, after the first samples and a moment; a reader's hand rests as long at the button. */
const watched = 15_000;
const moment = 1_000;

/**
 * @param browser in which to open the site
 * @param folder where it was built, relative to the project
 * @returns milliseconds from pressing run to the first samples on a warm cache, the pointer having come
 *   to the button a moment before; the main thread's longest task while training, 0 if none was over 50 ms;
 *   how long digits take; what Lighthouse makes of each page; and how busy the machine was otherwise
 */
export async function benchSite(browser, folder) {
  const server = await serve(resolve(root, folder), {
    base: siteBase(),
    isolated: true,
    compressed: true,
  });
  const context = await browser.newContext({ locale: 'ja-JP' });
  try {
    await visit(context, server.url); // fills the cache
    const load = loadavg()[0] / cpus().length;
    const seen = await visit(context, server.url);
    const digits = await benchDigits(context, server.url);
    return { ...seen, load, digits, pages: await benchPages(server.url, folder) };
  } finally {
    await context.close();
    await server.stop();
  }
}

async function visit(context, url) {
  const page = await context.newPage();
  await page.goto(`${url}code/#run`);
  const cell = page.locator('dcgan-cell');
  await cell.scrollIntoViewIfNeeded();
  const button = cell.getByRole('button', { name: '実行', exact: true });
  await button.hover();
  await page.waitForTimeout(moment);
  const began = performance.now();
  await button.click();
  await cell.getByText('ステップ0（').waitFor({ timeout: 60_000 });
  const firstSamplesMs = performance.now() - began;
  const longestTaskMs = await page.evaluate(watchTasks, { watched, moment });
  await page.close();
  return { firstSamplesMs, longestTaskMs, watchedMs: watched };
}

/** In the page: the longest task of the main thread over some time. */
async function watchTasks({ watched, moment }) {
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  await wait(moment);
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  await wait(watched);
  observer.disconnect();
  return longest;
}
