/** Trainings of cells of code: the way back to a state from which all was well, and weights from a file. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { patience } from './support/cell';
import { edit, phaseOf, visit } from './support/code-cell';
import { expect, test } from './support/test';

const network = `import { Adam, StraightNetwork } from 'gan';
const layer = tf.layers.dense({ inputShape: [2], units: 3 });
const small = new StraightNetwork(tf.sequential({ layers: [layer] }));
const adam = new Adam(small.variables, { learningRate: 0.001, beta1: 0.5 });
const _run = training('small', { small, adam });
`;

async function write(page: Page, text: string) {
  const free = await visit(page, 'free');
  await edit(page, free);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(network + text);
  await page.keyboard.press('Control+Enter');
  return free;
}

/** Has the page's trainings keep their state. */
function hide(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'visibilityState');
  });
}

test('after a loss that is not a number a cell goes back to where all was well', async ({
  page,
}) => {
  const free = await write(
    page,
    `for await (const step of _run.steps(1000)) {
  await new Promise((done) => setTimeout(done, 50));
  await _run.log({ 損失: step > 100 ? NaN : 1 / step });
}`,
  );
  const kept = () =>
    free.evaluate((cell) => (cell as HTMLElement & { state: { keptStep: number } }).state.keptStep);
  const keepBehind = async (step: number) => {
    const next = async () => {
      await hide(page);
      return (await kept()) ?? 0;
    };
    await expect.poll(next, patience).toBeGreaterThan(step);
    return kept();
  };
  await keepBehind(0);
  // All has been well for long enough.
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 10_000;
  });
  await keepBehind(await kept());
  await expect(phaseOf(free)).toHaveText(/^エラー/, patience);
  await expect(free.getByText('その後、有限でない値になりました')).toBeVisible();
  await free.getByRole('button', { name: /^ステップ\d+に戻って続ける$/ }).click();
  await expect(free.getByText(/^ステップ\d+の続きから始めます。$/)).toBeVisible(patience);
  await expect(phaseOf(free)).toHaveText('実行中');
});

test('weights from a safetensors file are gone on with', async ({ page }) => {
  const free = await write(
    page,
    `for await (const step of _run.steps(3)) await _run.log({ step });
print('和', small.variables.reduce((sum, weights) => sum + weights.sum().arraySync(), 0));`,
  );
  await expect(free.getByText('ステップ3まで学習しました')).toBeVisible(patience);
  await free.getByRole('button', { name: '持ち帰る' }).click();
  await free.getByLabel('形式').selectOption({ label: '重みとAdamの状態（.safetensors）' });
  await free.getByRole('button', { name: 'ファイルを作る' }).click();
  const taken = page.waitForEvent('download');
  await free.getByRole('button', { name: '保存', exact: true }).click(patience);
  const buffer = await readFile(await (await taken).path());
  const start = 8 + Number(buffer.readBigUInt64LE());
  for (let at = start; at < buffer.length; at += 4) buffer.writeFloatLE(0.5, at);
  const file = { name: 'mine.safetensors', mimeType: 'application/octet-stream', buffer };
  await free.getByLabel('重みを読み込む').setInputFiles(file);
  await expect(free.getByText('「mine.safetensors」の重みを')).toBeVisible(patience);
  await free.getByRole('button', { name: '続きから' }).last().click();
  // Six weights and three biases.
  await expect(free.getByText('和 4.5')).toBeVisible(patience);
});
