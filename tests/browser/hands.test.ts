/** What readers' hands do beside pressing buttons: a palm on the pad, a page left in the middle of a run. */
import type { Page } from '@playwright/test';
import { approach, patience, visitTheoryCell } from './support/cell';
import { expect, test } from './support/test';

const pads = [
  { path: 'theory/#plane-gan?data=drawn&drawing=-50.0.50.0', cell: 'plane-gan' },
  { path: 'code/#fool-discriminator?drawing=-50.0.50.0', cell: 'fool-discriminator' },
] as const;

/** A finger, or a hand, that lies on a place; and a pen that draws a line across. */
async function drawBesideAPalm(page: Page, at: (x: number, y: number) => object): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchEnd', touchPoints: object[]) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: touchPoints as never });
  const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number) =>
    browser.send('Input.dispatchMouseEvent', {
      type,
      ...(at(x, 0.3) as { x: number; y: number }),
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
    });
  await touch('touchStart', [at(0.8, 0.8)]);
  await pen('mousePressed', 0.3);
  for (const x of [0.4, 0.5, 0.6]) await pen('mouseMoved', x);
  await pen('mouseReleased', 0.6);
  await touch('touchEnd', []);
}

for (const { path, cell: name } of pads) {
  test(`the pad of ${name} takes a pen beside a palm, and needs no coalesced events`, async ({
    page,
  }) => {
    // As in pages that are not secure, and on older iPhones.
    await page.addInitScript(() => {
      delete (PointerEvent.prototype as { getCoalescedEvents?: unknown }).getCoalescedEvents;
    });
    await page.goto(path);
    const cell = page.locator(name);
    await approach(cell);
    const pad = cell.getByRole('application');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('the pad is nowhere');
    const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
    await drawBesideAPalm(page, at);
    // The stroke of the link, and the pen's with all its points; of the palm nothing.
    await expect(pad.locator('path').first()).toHaveAttribute(
      'd',
      /^M-0.5 0L0.5 0h0M[-\d. ]+(L[-\d. ]+){3}h0$/,
    );
  });
}

test('where nothing can be kept, a run asks before the page is left, and is told of on return', async ({
  page,
}) => {
  // Seconds pass quickly.
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => 20 * now();
    indexedDB.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  const cell = await visitTheoryCell(page, 'line-gan');
  const asked: string[] = [];
  let leaves = false;
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void (leaves ? dialog.accept() : dialog.dismiss());
  });
  const leave = () => page.evaluate(() => setTimeout(() => location.reload()));
  await Promise.all([page.waitForEvent('load'), leave()]);
  expect(asked).toEqual([]);
  await approach(cell);
  await cell.getByRole('button', { name: '実行' }).click();
  await expect(cell.locator('.phase')).toHaveText('学習中', patience);
  await page.waitForTimeout(700);
  await leave();
  await expect.poll(() => asked.length).toBe(1);
  await cell.getByRole('button', { name: '一時停止' }).click();
  await expect(cell.locator('.phase')).toHaveText('一時停止', patience);
  await expect(cell.getByText('学習はこのまま続けられます')).toBeVisible(patience);
  leaves = true;
  await Promise.all([page.waitForEvent('load'), leave()]);
  expect(asked).toEqual(['beforeunload', 'beforeunload']);
  await approach(cell);
  await expect(cell.getByRole('status').filter({ hasText: '前の学習はステップ' })).toBeVisible();
});
