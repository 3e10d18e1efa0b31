/** What must hold in any font, also in one without Japanese: nothing too wide, nothing too small. */
import { platform } from 'node:process';
import type { Page } from '@playwright/test';
import { pagePaths } from './support/site';
import { expect, test } from './support/test';
import { openWhole } from './support/whole-page';

const widths = [320, 390, 768, 1280];

for (const path of pagePaths()) {
  test(`/${path} never scrolls sideways, and what is touched is 24 px or more`, async ({
    page,
  }) => {
    await openWhole(page, path);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 });
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrolled, `at ${width} px`).toBeLessThanOrEqual(width);
      expect(await page.evaluate(smallTargets), `at ${width} px`).toEqual([]);
    }
  });
}

// Fontconfig is Linux's; elsewhere there is Japanese anyway.
test('Japanese is drawn in the font that the project brings, or in none', async ({
  page,
}, testInfo) => {
  test.skip(platform !== 'linux');
  await page.goto('');
  const fonts = await fontsOf(page, 'h1');
  if (testInfo.project.name === 'no-japanese-font') expect(fonts).not.toContain('BIZ UDPGothic');
  else expect(fonts).toContain('BIZ UDPGothic');
});

/** Families that the glyphs of an element come from. */
async function fontsOf(page: Page, selector: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.map(({ familyName }) => familyName);
}

/**
 * Links, buttons and summaries outside cells that are lower than 24 px or, unless they are part of a
 * line of text, narrower. (Axe looks at those within cells, and allows less where there is room.)
 */
function smallTargets(): string[] {
  const isShort = (length: number) => length < 24 - 0.01;
  return [...document.querySelectorAll('a, button, summary, theme-toggle label')]
    .filter((target) => !target.closest('[data-computes]'))
    .flatMap((target) => {
      const isInline = getComputedStyle(target).display === 'inline';
      const boxes = [...target.getClientRects()];
      const isSmall = boxes.some(
        ({ width, height }) => isShort(height) || (!isInline && isShort(width)),
      );
      const sizes = boxes.map(({ width, height }) => `${width.toFixed(1)}×${height.toFixed(1)}`);
      return isSmall ? [`${target.textContent.trim()}: ${sizes.join(', ')}`] : [];
    });
}
