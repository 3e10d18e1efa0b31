/** Pages as readers set them up: translated, in their own colours, with large or small text, on paper. */
import { number, patience, tooWide } from './support/cell';
import { pagePaths } from './support/site';
import { expect, test } from './support/test';
import { openWhole } from './support/whole-page';

const cells = {
  theory: ['line-gan', 'plane-gan', 'loss-duel', 'value-explorer', 'mlp-gan'],
  dcgan: [
    'leaky-relu',
    'batch-normalization',
    'convolution-arithmetic',
    'average-pooling',
    'latent-space',
  ],
  code: ['dcgan-cell', 'dcgan-duel', 'dcgan-ablations', 'fool-discriminator'],
  'papers/srgan': ['srgan-cell'],
  'papers/pix2pix': ['pix2pix-cell'],
  'papers/simgan': ['simgan-lambda', 'simgan-cell'],
} as const;
// Styles are added to pages, as browsers and extensions do, who are not held by a page's policy.
test.use({ bypassCSP: true });

const paths = Object.keys(cells) as (keyof typeof cells)[];

test.describe('translated by machine', () => {
  test('formulas, code and numbers are kept as they are', async ({ page }) => {
    await page.goto('theory/');
    const kinds = '.katex, code, pre, [data-measured]';
    const open = page.locator(`:is(${kinds}):not([translate="no"] *, [translate="no"])`);
    await expect(open).toHaveCount(0);
    const numbers = page.locator('line-gan dd:not([translate="no"])');
    await expect(numbers).toHaveCount(0);
  });

  test('a still that is pressed runs, and its text goes on changing', async ({ page }) => {
    await page.goto('theory/');
    await page.evaluate(translateAll);
    const cell = page.locator('line-gan');
    await expect(cell.locator('h3')).toContainText('«');
    await cell.locator('.controls .primary').press('Enter');
    await expect(cell.locator('.phase')).toContainText('学習中', patience);
    const updates = async () => parseInt((await number(cell, '«Gの更新»').innerText()).slice(1));
    await expect.poll(updates, patience).toBeGreaterThan(63);
    await page.keyboard.press('Shift+Enter');
    await expect(cell.locator('.phase')).toContainText('一時停止', patience);
    await expect(cell.locator('.controls .primary')).toContainText('«');
    // What comes and goes: another seed waits for a reset.
    await cell.locator('summary').filter({ hasText: '設定' }).click();
    await cell.locator('#field-seed').fill('x');
    await page.keyboard.press('Tab');
    await expect(cell.locator('#field-seed-problem')).toContainText('«');
    await cell.locator('#field-seed').fill('7');
    await page.keyboard.press('Tab');
    await expect(cell.locator('#field-seed-note')).toContainText('«');
    await cell.locator('.controls [data-label="リセット"]').press('Enter');
    await expect(cell.locator('#field-seed-note')).toHaveText('', patience);
    await expect.poll(updates, patience).toBe(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`under forced colours, ${colorScheme}, bars, marks and choices are seen`, async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const pairs = [
      ['theory', 'line-gan', '.accuracy .bar i', '.accuracy .bar'],
      ['theory', 'plane-gan', '.key .real', '.key i:not(.real)'],
      ['theory', 'plane-gan', '.preset :checked + span', '.preset :not(:checked) + span'],
      ['theory', 'loss-duel', '.key .start', '.cell'],
      ['dcgan', 'average-pooling', '.class-bar i', '.class-bar'],
      ['dcgan', 'average-pooling', '.ending-bar i', '.cell'],
      ['dcgan', 'convolution-arithmetic', '.square.output', '.cell'],
      ['code', 'fool-discriminator', '.score-bar i', '.score-bar'],
    ] as const;
    for (const path of paths) {
      await openWhole(page, `${path}/`);
      for (const [where, cell, a, b] of pairs.filter(([first]) => first === path)) {
        const ground = (selector: string) =>
          page
            .locator(cell)
            .locator(selector)
            .first()
            .evaluate((element) => getComputedStyle(element).backgroundColor);
        expect(await ground(a), `${where} ${cell} ${a}`).not.toBe(await ground(b));
      }
    }
  });
}

test('text at 200 % makes no page wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  for (const path of pagePaths()) {
    await openWhole(page, path);
    await page.addStyleTag({ content: 'html { font-size: 32px }' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(375);
  }
});

for (const path of paths) {
  test(`${path}: text at 200 % and a window of 320 px cut nothing off`, async ({ page }) => {
    const settings = [
      { width: 375, root: '32px' },
      { width: 320, root: '16px' },
    ];
    await openWhole(page, `${path}/`);
    for (const { width, root } of settings) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), root);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await page.evaluate(brokenHeader)).toEqual([]);
      for (const name of cells[path]) {
        const cell = page.locator(name).first();
        await cell.evaluate(({ shadowRoot }) => {
          for (const details of shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
        });
        expect(await tooWide(cell), `${name} at ${width} px`).toEqual([]);
        expect(await cell.evaluate(cutFields), `${name} at ${width} px`).toEqual([]);
      }
    }
  });

  test(`${path}: print keeps pictures whole, with bars and marks; drawn text has sizes of more than a unit`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 800, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    await openWhole(page, `${path}/`);
    // Columns break where pages do.
    await page.addStyleTag({
      content: 'article { block-size: 900px; column-width: 640px; column-fill: auto }',
    });
    expect(await page.evaluate(drawingsAtFault)).toEqual([]);
  });
}

/** Do to every text what a translator does, blanks and shadow roots included, and to what comes later. */
function translateAll(): void {
  const translate = (text: Text) => {
    if (text.data === '' || text.parentElement?.closest('font, style, script')) return;
    // As the translator does, though the element is out of use.
    const [outer, inner] = ['font', 'font'].map((name) => document.createElement(name));
    if (!outer || !inner) return;
    inner.textContent = text.data.trim() ? `«${text.data.trim()}»` : ' ';
    outer.append(inner);
    text.replaceWith(outer);
  };
  const watched = new WeakSet<Node>();
  const visit = (node: Node) => {
    if (node instanceof Text) translate(node);
    else if (node instanceof Element && node.shadowRoot) watch(node.shadowRoot);
    for (const child of [...node.childNodes]) visit(child);
  };
  const watch = (root: Node) => {
    visit(root);
    if (watched.has(root)) return;
    watched.add(root);
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes) {
        for (const node of addedNodes) visit(node);
        if (target instanceof Text) translate(target);
      }
    }).observe(root, { childList: true, characterData: true, subtree: true });
  };
  watch(document.body);
}

/** Words of the header that are broken. */
function brokenHeader(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.site, theme-toggle span')]
    .filter((word) => {
      const range = document.createRange();
      range.selectNodeContents(word);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
    })
    .map((word) => word.textContent.trim());
}

/** Fields of numbers that do not show their value whole. */
function cutFields({ shadowRoot }: HTMLElement | SVGElement): string[] {
  const fields = shadowRoot?.querySelectorAll<HTMLInputElement>('.entry input') ?? [];
  return [...fields]
    .filter((field) => field.checkVisibility() && field.scrollWidth > field.clientWidth)
    .map(({ id, value }) => `${id}: ${value}`);
}

/** Texts of less than a unit; in print, pictures that may be broken and bars without their colour. */
function drawingsAtFault(): string[] {
  const found: string[] = [];
  const look = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const style = getComputedStyle(element);
      const isText = element instanceof SVGElement && element.localName === 'text';
      if (isText && parseFloat(style.fontSize) < 1) found.push(`small: ${element.textContent}`);
      const name = `${element.localName}.${element.getAttribute('class')}`;
      const isOfCell = root instanceof ShadowRoot && root.host.closest('[data-cell]') !== null;
      if (!isOfCell) continue;
      const isPicture = element.matches('figure, .plot-area, .pair, .grid, image-grid, toy-plane');
      if (isPicture && element.getClientRects().length > 1) found.push(`breaks: ${name}`);
      const isBar = element.matches(`[class$='bar'], [class$='bar'] i, .square, image-grid`);
      if (isBar && style.printColorAdjust !== 'exact') found.push(`pales: ${name}`);
    }
  };
  look(document);
  return found;
}
