/** What every page weighs, and how soon and how calmly it stands there: what Lighthouse's score is made of. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../tools/lib/steps.mjs';

/** Milliseconds after loading in which late shifts and long tasks are still seen. */
const watched = 1_500;

/**
 * @param browser each page is opened in a context of its own, with nothing kept
 * @param url of the site
 * @param folder where it was built, relative to the project
 * @returns for each page what it loads before the reader does anything, and its times in milliseconds
 */
export async function benchPages(browser, url, folder) {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)index\.html$/.test(file))
    .map((file) => file.replace(/index\.html$/, ''))
    .sort();
  const pages = [];
  for (const path of paths) pages.push(await visit(browser, url, path));
  return pages;
}

async function visit(browser, url, path) {
  const context = await browser.newContext({ locale: 'ja-JP' });
  try {
    const page = await context.newPage();
    const sizes = [];
    page.on('response', (response) => {
      sizes.push(
        response.body().then(
          (body) => gzipSync(body).length,
          () => 0,
        ),
      );
    });
    await page.addInitScript(observe);
    await page.goto(url + path, { waitUntil: 'networkidle' });
    await page.waitForTimeout(watched);
    const seen = await page.evaluate(() => window.seen);
    const weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return { path, files: sizes.length, weight, ...seen };
  } finally {
    await context.close();
  }
}

/** In the page: paints, shifts and what long tasks block, from the first moment on. */
function observe() {
  const seen = { firstPaint: 0, largestPaint: 0, shift: 0, blocked: 0 };
  window.seen = seen;
  const on = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
    });
  on('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.firstPaint = startTime;
  });
  on('largest-contentful-paint', ({ startTime }) => (seen.largestPaint = startTime));
  on('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  on('longtask', ({ duration }) => (seen.blocked += duration - 50));
}
