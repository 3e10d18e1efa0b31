import { collectScripts } from './support/scripts';
import { pagePaths } from './support/site';
import { expect, test } from './support/test';

/** Bytes of gzipped script that a page may send before a cell is run. */
const budget = 50_000;

for (const path of pagePaths()) {
  test(`/${path} keeps its script budget while it is read to its end`, async ({ page }) => {
    const scriptSizes = collectScripts(page);
    await page.goto(path);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let y = 0; y < height; y += 600) {
      await page.evaluate((top) => {
        window.scrollTo({ top, behavior: 'instant' });
      }, y);
      await page.waitForTimeout(20);
    }
    await page.waitForLoadState('networkidle');
    const sizes = await scriptSizes();
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`/${path}: ${(total / 1000).toFixed(1)} kB of script in ${sizes.length} files`);
    expect(total).toBeLessThanOrEqual(budget);
  });
}
