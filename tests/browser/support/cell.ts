/** What the tests of any cell in a page have in common. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { openWhole } from './whole-page';

/** A first command loads and starts a worker; on a busy machine that takes its time. */
export const patience = { timeout: 60_000 };

/**
 * Open a page with a cell in sight and its program there, which comes as soon as the reader turns to it.
 *
 * @param hash a share link's, if it is to set the cell up
 */
export async function visitCell(
  page: Page,
  { path, name, hash = '' }: { path: string; name: string; hash?: string },
): Promise<Locator> {
  await openWhole(page, `${path}/${hash}`);
  const cell = page.locator(name);
  await approach(cell);
  return cell;
}

/** Turn to an element that waits for its program, and wait until it is there. */
export async function approach(element: Locator): Promise<void> {
  await element.scrollIntoViewIfNeeded();
  await element.dispatchEvent('pointerenter');
  await isAwake(element);
}

/** Resolves once an element's program has taken the still's place. */
export async function isAwake(element: Locator): Promise<void> {
  const hasProgram = () =>
    element.evaluate(
      (found) =>
        customElements.get(found.localName) !== undefined && !found.closest('[aria-busy="true"]'),
    );
  await expect.poll(hasProgram, patience).toBe(true);
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

/** What of a cell reaches beyond its right edge, and does not scroll. */
export async function tooWide(cell: Locator): Promise<string[]> {
  return cell.evaluate((element) => {
    const limit = element.getBoundingClientRect().right + 1;
    const within = (root: ShadowRoot | null): Element[] =>
      [...(root?.querySelectorAll('*') ?? [])]
        .filter((inner) => !inner.closest('.scroll, .visually-hidden, .plot'))
        .flatMap((inner) => [inner, ...within(inner.shadowRoot)]);
    return within(element.shadowRoot)
      .filter((inner) => inner.getBoundingClientRect().right > limit)
      .map((inner) => `${inner.localName}.${inner.getAttribute('class')}`);
  });
}

/** What axe objects to in a part of a page, one line for each rule. */
export async function axeFindings(page: Page, selector: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(selector).analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}
