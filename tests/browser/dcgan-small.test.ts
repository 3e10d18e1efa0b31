/** The small model: offered where computing is slow, and taken only when the reader says so. */
import type { Page } from '@playwright/test';
import { DcganCell, patience } from './support/dcgan-cell';
import { expect, test } from './support/test';

/** Make the browser remember that an earlier visit has measured WebAssembly, and nothing else. */
async function rememberSlowness(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate(async (milliseconds) => {
    const request = indexedDB.open('hajimete-no-gan-backends');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onupgradeneeded = () => request.result.createObjectStore('kept');
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(new Error('no database'));
      };
    });
    const { userAgent, hardwareConcurrency } = navigator;
    const missing = { milliseconds: null, note: 'このブラウザにはありません' };
    const entry = {
      version: 1,
      machine: JSON.stringify([userAgent, hardwareConcurrency, crossOriginIsolated]),
      at: Date.now(),
      measured: [
        ['webgpu', missing],
        ['webgl', missing],
        ['wasm', { milliseconds, note: '' }],
      ],
    };
    const kept = database.transaction('kept', 'readwrite').objectStore('kept');
    await new Promise((resolve) => (kept.put(entry, 'backends').onsuccess = resolve));
    database.close();
  }, milliseconds);
}

test('a machine measured to be slow is offered the small model, and the reader takes it', async ({
  page,
}) => {
  await page.goto('code/');
  await rememberSlowness(page, 90);
  const cell = await DcganCell.visit(page);
  await cell.press('実行');
  const take = cell.button('小さなモデルに替える');
  await expect(take).toBeVisible(patience);
  await expect(cell.root.getByRole('radio', { name: 'お試し' })).toBeChecked();
  await take.click();
  await expect(take).toBeHidden();
  await expect(cell.root.getByRole('radio', { name: '小さなモデル' })).toBeChecked();
  await cell.openPanel('計算方法');
  await expect(cell.root.getByText(/月\d+日に測ったもの/)).toBeVisible();
  await cell.waitForStep(1);
});
