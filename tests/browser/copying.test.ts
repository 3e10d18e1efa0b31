import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

/** Copy from within the first text at one place to within the last at another. */
async function copy(page: Page, from: string, to: string, share = 0.5): Promise<string> {
  await page.evaluate(
    ([start, end, part]) => {
      const textsOf = (selector: string) => {
        const element = document.querySelector(selector);
        if (!element) throw new Error(`there is nothing at ${selector}`);
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const texts: Text[] = [];
        while (walker.nextNode()) texts.push(walker.currentNode as Text);
        return texts.filter(({ data }) => data.trim() !== '');
      };
      const [first, last] = [textsOf(start).at(0), textsOf(end).at(-1)];
      if (!first || !last) throw new Error('there is no text');
      const lengths = [first.length * (1 - part), last.length * part] as const;
      getSelection()?.setBaseAndExtent(first, Math.floor(lengths[0]), last, Math.ceil(lengths[1]));
    },
    [from, to, share] as const,
  );
  await page.keyboard.press('ControlOrMeta+C');
  return page.evaluate(() => navigator.clipboard.readText());
}

test('formulas are copied once, as TeX, tables as tables', async ({ page }) => {
  await page.goto('theory/');
  const lines = (await copy(page, '[data-point="T9"] p', '[data-point="T10"]', 1)).split('\n');
  expect(lines[0]).toBe('ここまでの話を式で表しましょう。記号は次のとおりです。');
  expect(lines).toContain('$G$\t生成器。ノイズ$z$からデータ$G(z)$を作る');
  expect(lines.join('\n')).toContain('$\\log(1 - D(G(z)))$をできるだけ小さくします。$1 - D(G(z))$');
  expect(lines).toContainEqual(expect.stringMatching(/^\$\$.*\\mathbb.*\$\$$/));
});

test('a formula in which a selection begins or ends is copied whole', async ({ page }) => {
  await page.goto('theory/');
  const formula = (index: number) =>
    `[data-point="T9"] > p:last-of-type .katex:nth-of-type(${index})`;
  const [first, last] = [`${formula(3)} .katex-html`, `${formula(4)} .katex-html`];
  const between = '$\\log(1 - D(G(z)))$をできるだけ小さくします。$1 - D(G(z))$';
  expect(await copy(page, first, last)).toBe(between);
  expect(await copy(page, first, first)).toBe('$\\log(1 - D(G(z)))$');
  expect(await copy(page, '.equation .katex-html', '.equation .katex-html')).toMatch(
    /^\$\$.*\$\$$/,
  );
  // One that is in two pieces, so that it stays on a line with its comma.
  await page.goto('papers/stackgan/');
  const tail = '.katex + .unbroken > .katex';
  expect(await copy(page, tail, tail)).toBe(
    '$\\hat{c} = \\mu(\\varphi_t) + \\sigma(\\varphi_t) \\odot \\epsilon$',
  );
});

test('what holds no formula is copied as it is', async ({ page }) => {
  await page.goto('code/');
  const code = page.locator('code-cell pre').first();
  expect(await copy(page, 'code-cell pre', 'code-cell pre', 1)).toBe(await code.innerText());
});

test('a formula of a cell is copied in one line', async ({ page }) => {
  await page.goto('theory/');
  await page.locator('value-explorer').evaluate((cell) => {
    const equation = cell.shadowRoot?.querySelector('.explored-equation');
    if (equation) getSelection()?.selectAllChildren(equation);
  });
  await page.keyboard.press('ControlOrMeta+C');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.replaceAll(/\s/g, '')).toBe('V(D,G)=Ex[logD(x)]+Ez[log(1−D(G(z)))]');
  expect(text.split('\n').length).toBeLessThan(8);
});
