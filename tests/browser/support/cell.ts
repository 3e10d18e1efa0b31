/** What the tests of any cell in a page have in common. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** A first command loads and starts a worker; on a busy machine that takes its time. */
export const patience = { timeout: 60_000 };

/**
 * Open a page with a cell that trains in sight and its program there, which some cells load once the
 * reader turns to them.
 *
 * @param hash a share link's, if it is to set the cell up
 */
export async function visitCell(
  page: Page,
  { path, name, hash = '' }: { path: string; name: string; hash?: string },
): Promise<Locator> {
  await page.goto(`${path}/${hash}`);
  const cell = page.locator(name);
  await cell.scrollIntoViewIfNeeded();
  const wake = page.locator(`${name} ~ .wake`);
  await expect(async () => {
    if (await wake.isVisible()) await wake.hover({ timeout: 1000 });
    await expect(cell.getByRole('button', { name: '実行' })).toBeEnabled({ timeout: 2000 });
  }).toPass(patience);
  return cell;
}

/** The same in 基礎理論. */
export function visitTheoryCell(page: Page, name: string, hash = ''): Promise<Locator> {
  return visitCell(page, { path: 'theory', name, hash });
}

/** The text behind a name in the list of numbers. */
export function number(cell: Locator, name: string): Locator {
  return cell
    .locator('.stats > div')
    .filter({ has: cell.page().locator('dt').getByText(name, { exact: true }) })
    .locator('dd');
}

/** What of a cell reaches beyond its right edge. */
export async function tooWide(cell: Locator): Promise<string[]> {
  return cell.evaluate((element) => {
    const limit = element.getBoundingClientRect().right + 1;
    const all = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])];
    return all
      .filter((inner) => inner.getBoundingClientRect().right > limit)
      .map(({ className, tagName }) => `${tagName}.${className}`);
  });
}

/** What axe objects to in a part of a page, one line for each rule. */
export async function axeFindings(page: Page, selector: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(selector).analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}
