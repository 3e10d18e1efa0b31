/** Cells with a pad to draw a digit on, as a reader uses them. */
import type { Locator, Page } from '@playwright/test';
import { isAwake } from './cell';

/** Open a page with such a cell in sight. */
export async function visitPadCell(page: Page, address: string, name: string): Promise<Locator> {
  await page.goto(address);
  const cell = page.locator(name);
  await cell.scrollIntoViewIfNeeded();
  return cell;
}

export const padOf = (cell: Locator) => cell.getByRole('application', { name: /^数字を描く場所/ });

/** Draw strokes with the mouse; places as shares of the pad's width and height. */
export async function drawOn(
  pad: Locator,
  strokes: readonly (readonly (readonly [number, number])[])[],
): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const { mouse } = pad.page();
  // Once: while the pad takes the place of the still's, it may be nowhere.
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  for (const stroke of strokes) {
    for (const [i, [x, y]] of stroke.entries()) {
      await mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 6 });
      if (i === 0) await mouse.down();
    }
    await mouse.up();
  }
}

/** A four, in two strokes. */
export const four = [
  [[0.6, 0.15], [0.3, 0.55], [0.75, 0.55]], // prettier-ignore
  [[0.62, 0.35], [0.62, 0.9]], // prettier-ignore
] as const;

/** A one, by the keyboard: the pen begins in the middle. */
export async function drawOneByKeys(pad: Locator): Promise<void> {
  await pad.focus();
  await isAwake(pad.page().locator('average-pooling, fool-discriminator'));
  for (let i = 0; i < 12; i++) await pad.press('ArrowUp');
  await pad.press(' ');
  for (let i = 0; i < 24; i++) await pad.press('ArrowDown');
  await pad.press(' ');
}
