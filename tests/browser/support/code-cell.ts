/** Cells of code in 実装. */
import { expect, type Locator, type Page } from '@playwright/test';
import { approach } from './cell';

export const cellOf = (page: Page, id: string) => page.locator(`code-cell[cell="${id}"]`);
export const phaseOf = (cell: Locator) => cell.locator('.phase');

export async function visit(page: Page, id: string): Promise<Locator> {
  await page.goto('code/');
  const cell = cellOf(page, id);
  await approach(cell);
  return cell;
}

/** Open a cell's editor, with the caret at the text's end. */
export async function edit(page: Page, cell: Locator): Promise<void> {
  await cell.getByRole('button', { name: '編集', exact: true }).click();
  await expect(cell.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+End');
}
