/** A term of an equation, its line of code and its curve light up together, by pointer and by keyboard. */
import { expect, test } from './support/test';

test('the pointer on a line of code lights its term and its curve up; nothing else', async ({
  page,
}) => {
  await page.goto('code/');
  const line = page.locator('.line', { hasText: 'const onFake' }).first();
  await line.hover();
  await expect(line).toHaveAttribute('data-lit');
  const lit = page.locator('[data-linked] [data-lit]');
  await expect(lit).toHaveAttribute('data-term', 'fake');
  const drawn = page.locator('dcgan-cell [data-curve][data-lit]');
  await expect(drawn.first()).toHaveAttribute('data-curve', '生成 D(G(z))');
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(page.locator('[data-lit]')).toHaveCount(0);
});

test('the keyboard does so too, and says what a term belongs to', async ({ page }) => {
  await page.goto('theory/');
  const term = page.locator('[data-linked] [data-term="real"] a');
  await term.focus();
  await expect(term).toHaveAccessibleDescription(/const onReal = .*曲線「log D\(x\)」/);
  await expect(page.locator('#eq-value [data-term="real"][data-lit]').first()).toBeAttached();
  await expect(page.locator('value-explorer .curve[data-term="real"][data-lit]')).toBeAttached();
  await term.blur();
  await expect(page.locator('[data-lit]')).toHaveCount(0);
});
