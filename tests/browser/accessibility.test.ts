import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { approach } from './support/cell';
import { pagePaths } from './support/site';
import { expect, test } from './support/test';
import { openWhole } from './support/whole-page';

const themes = ['light', 'dark'] as const;
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const theme of themes) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const path of pagePaths()) {
      test(`axe finds nothing on /${path}`, async ({ page }) => {
        await openWhole(page, path);
        await openEverything(page);
        expect(await findings(page)).toEqual([]);
      });
    }

    test('text colours reach 4.5 and line colours 3 on every ground', async ({ page }) => {
      await page.goto('');
      const color = await colors(page);
      const grounds = ['paper', 'surface', 'info-surface'];
      const poor = (name: string, ground: string, least: number) =>
        contrast(color(name), color(ground)) < least ? [`${name} on ${ground}`] : [];
      const text = ['ink', 'muted', 'accent', 'error'];
      const lines = ['generator', 'discriminator', 'real', 'fake'];
      expect([
        ...grounds.flatMap((ground) => text.flatMap((name) => poor(name, ground, 4.5))),
        ...grounds.flatMap((ground) => lines.flatMap((name) => poor(name, ground, 3))),
        ...poor('ink', 'error-surface', 4.5),
        ...poor('error', 'error-surface', 4.5),
        ...poor('on-accent', 'accent', 4.5),
      ]).toEqual([]);
    });
  });
}

test('on a phone axe finds nothing where formulas, tables and code scroll', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['code/', 'papers/stackgan/']) {
    await openWhole(page, path);
    await openEverything(page);
    expect(await findings(page)).toEqual([]);
  }
});

test('every table column has a heading', async ({ page }) => {
  for (const path of pagePaths()) {
    await openWhole(page, path);
    for (const heading of await page.locator('th').all()) await expect(heading).not.toBeEmpty();
  }
});

/** What axe objects to, one line for each rule. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(standards)
    // It takes MathML for nothing; a test of its own looks at table headings.
    .disableRules('empty-table-header')
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}

/** Unfold what is folded, and bring cells to life, whose programs come with the reader's approach. */
async function openEverything(page: Page): Promise<void> {
  for (const frame of await page.locator('[data-cell], [data-film], .code-cell').all()) {
    await approach(frame.locator('> :first-child'));
  }
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

type Rgb = readonly [number, number, number];

/** The theme's colours as the browser resolves them. */
async function colors(page: Page): Promise<(name: string) => Rgb> {
  const resolved = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const names = [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .flatMap((rule) => (rule instanceof CSSStyleRule ? [...rule.style] : []))
      .filter((name) => name.startsWith('--color-'));
    return [...new Set(names)].map((name) => {
      probe.style.color = `var(${name})`;
      return [name, getComputedStyle(probe).color] as const;
    });
  });
  const all = new Map(resolved);
  return (name) => {
    const value = all.get(`--color-${name}`) ?? '';
    const [r, g, b] = (value.match(/\d+/g) ?? []).map(Number);
    if (r === undefined || g === undefined || b === undefined) {
      throw new Error(`--color-${name} is "${value}", expected rgb(…)`);
    }
    return [r, g, b];
  };
}

/** WCAG 2.2's contrast ratio, 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color
    .map((channel) => channel / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
