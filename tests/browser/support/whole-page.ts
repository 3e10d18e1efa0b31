import type { Page } from '@playwright/test';

/** Open a page and move, so that all of it is laid out, as for a reader who begins to scroll. */
export async function openWhole(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.mouse.move(1, 1);
  await page.locator('html:not(.opening)').waitFor({ state: 'attached' });
}
