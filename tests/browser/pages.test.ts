import { pagePaths, pageSource } from './support/site';
import { expect, test } from './support/test';
import { openWhole } from './support/whole-page';

const paths = pagePaths();

test('every page of the article is there', () => {
  const papers = ['lapgan', 'pix2pix', 'simgan', 'srgan', 'stackgan'].map((id) => `papers/${id}/`);
  const chapters = [
    'theory/',
    'dcgan/',
    'code/',
    'papers/',
    'summary/',
    'faq/',
    'references/',
    'storage/',
  ];
  expect(paths).toEqual(['', '404.html', ...chapters, ...papers].sort());
});

for (const path of paths) {
  test(`/${path} opens with a title and one h1`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    await expect(page).toHaveTitle(/はじめてのGAN/);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /.{10}/);
  });

  test(`/${path} has no formula that KaTeX failed to read`, () => {
    expect(pageSource(path)).not.toContain('katex-error');
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const path of paths) {
    test(`/${path} shows its text, formulas and code`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const kind of ['.prose p', '.katex-html', 'figure pre', 'figure svg']) {
        const elements = page.locator(`main ${kind}`);
        if ((await elements.count()) > 0) await expect(elements.first()).toBeVisible();
      }
      await expect(page.getByRole('button', { name: 'コピー' })).toHaveCount(0);
      await expect(page.getByRole('group', { name: '配色' })).toHaveCount(0);
    });
  }

  test('/code/ shows formulas and the library’s code', async ({ page }) => {
    await page.goto('code/');
    await expect(page.locator('.katex-html').first()).toBeVisible();
    await expect(page.locator('#cell-generator pre')).toContainText('tf.layers.dense');
  });
});

test('a formula is spoken as MathML, once', async ({ page }) => {
  await page.goto('code/');
  const equation = page.getByRole('group', { name: '式 1', exact: true });
  await expect(equation.locator('math')).toHaveCount(1);
  await expect(equation.locator('.katex-html')).toHaveAttribute('aria-hidden', 'true');
  await expect(equation).toContainText('(1)');
});

test('the editor’s notes say whose they are', async ({ page }) => {
  await page.goto('code/');
  const notes = page.getByRole('note');
  expect(await notes.count()).toBeGreaterThan(0);
  for (const note of await notes.all()) await expect(note).toContainText('編集注');
});

test('no line begins with the punctuation that follows a formula', async ({ page }) => {
  for (const path of ['theory/', 'dcgan/', 'code/', 'papers/lapgan/']) {
    await openWhole(page, path);
    for (const width of [320, 375, 390, 430, 600]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(strayPunctuation), `${path} at ${width} px`).toEqual([]);
    }
  }
});

/** The text after each inline formula that stands at the beginning of the next line. */
function strayPunctuation(): string[] {
  const stray: string[] = [];
  for (const formula of document.querySelectorAll('.prose .katex:not(.katex-display *)')) {
    const next = formula.nextSibling ?? formula.closest('.unbroken')?.nextSibling;
    if (!(next instanceof Text) || !/^[、。，．）」』〉》】］〕・：；！？]/.test(next.data))
      continue;
    const range = document.createRange();
    range.setStart(next, 0);
    range.setEnd(next, 1);
    const end = [...formula.querySelectorAll('.katex-base')].at(-1)?.getBoundingClientRect();
    if (end && range.getBoundingClientRect().left < end.left) stray.push(next.data.slice(0, 9));
  }
  return stray;
}
