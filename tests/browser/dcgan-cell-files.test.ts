/** Files in and out of the DCGAN cell: the reader's images, pictures, weights. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { DcganCell, idxFile, idxImages, patience } from './support/dcgan-cell';
import { expect, test } from './support/test';

test('own IDX files are taken by the picker, and given back', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('1ステップ');
  await cell.waitForStep(1);
  await cell.openPanel('学習画像と重み');
  await cell.root.getByLabel('IDXファイルを選ぶ').setInputFiles(idxFile(80));
  const message = 'ファイルの画像80枚に切り替えました。ネットワークは引き継いでいます。';
  await expect(cell.root.getByRole('status').filter({ hasText: message })).toBeVisible(patience);
  await expect(cell.number('バッチ')).toHaveText('1 / 10');
  await expect(cell.root.getByText('選んだファイルの80枚から64枚')).toBeVisible();
  expect(await cell.steps()).toBe(1);

  await cell.press('同梱の画像に戻す');
  await expect(cell.root.getByText('MNISTの10,000枚から64枚')).toBeVisible(patience);
});

test('a zip of IDX files, whatever its name, is taken by dropping it, and the cell shows where', async ({
  page,
}) => {
  const cell = await DcganCell.visitQuick(page);
  const dataTransfer = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], 'weights.zip'));
      return transfer;
    },
    [...zipSync({ 'train-images-idx3-ubyte': idxImages(64) })],
  );
  await cell.root.dispatchEvent('dragenter', { dataTransfer });
  await expect(cell.root.getByText('ここにドロップすると読み込みます')).toBeVisible();
  await cell.root.dispatchEvent('drop', { dataTransfer });
  await expect(cell.root.getByText('ここにドロップすると読み込みます')).toBeHidden();
  await expect(cell.root.getByText('ファイルの画像64枚に切り替えました')).toBeVisible(patience);
});

for (const [what, buffer, message] of [
  ['of another kind', Buffer.from('これは画像ではありません。'), /my-images-idx3-ubyte/],
  ['that is cut off', idxImages(80).subarray(0, 5000), /my-images-idx3-ubyte/],
] as const) {
  test(`a file ${what} is named, and training goes on unharmed`, async ({ page }) => {
    const cell = await DcganCell.visitQuick(page);
    await cell.press('実行');
    await cell.waitForStep(2);
    await cell.openPanel('学習画像と重み');
    await cell.root.getByLabel('IDXファイルを選ぶ').setInputFiles({ ...idxFile(1), buffer });
    await expect(cell.root.getByRole('alert').filter({ hasText: message })).toBeVisible(patience);
    const before = await cell.steps();
    expect(before).toBeGreaterThanOrEqual(2);
    await cell.waitForPhase('学習中');
    await cell.waitForStep(before + 2);
    await expect(cell.root.getByText('MNISTの10,000枚から64枚')).toBeVisible();
  });
}

test('the samples are saved as a PNG file that names its step', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await expect(cell.button('PNGで保存')).toBeDisabled();
  await cell.press('1ステップ');
  await cell.waitForSamples(1);
  const downloading = page.waitForEvent('download');
  await cell.press('PNGで保存');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('dcgan-step1.png');
  const png = await readFile(await download.path());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  // Width and height: 8 tiles of 28 pixels, three times enlarged.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([672, 672]);
});

test('weights saved to a zip draw the same pictures when they are loaded again', async ({
  page,
}, testInfo) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('1ステップ');
  await cell.waitForSamples(1);
  const saved = await cell.samples();
  const path = await cell.saveWeights(testInfo.outputDir);
  expect(basename(path)).toBe('dcgan-weights-step1.zip');

  await cell.press('リセット');
  await cell.waitForSamples(0);
  expect(await cell.samples()).not.toBe(saved);
  await cell.loadWeights(path);
  const message = cell.root.getByText('dcgan-weights-step1.zipの重みを読み込みました。');
  await expect(message).toBeVisible(patience);
  expect(await cell.samples()).toBe(saved);
  await cell.press('1ステップ');
  await cell.waitForStep(1);
});

test('each network of a saved zip is taken alone where only it is needed', async ({
  page,
}, testInfo) => {
  const trained = await DcganCell.visitQuick(page);
  await trained.press('1ステップ');
  await trained.waitForSamples(1);
  const entries = unzipSync(await readFile(await trained.saveWeights(testInfo.outputDir)));
  const alone = (role: string) => ({
    name: `${role}.zip`,
    mimeType: 'application/zip',
    buffer: Buffer.from(
      zipSync({
        'model.json': entries[`${role}/model.json`] ?? new Uint8Array(),
        'weights.bin': entries[`${role}/weights.bin`] ?? new Uint8Array(),
      }),
    ),
  });

  const fooled = page.locator('fool-discriminator');
  await fooled.scrollIntoViewIfNeeded();
  const own = fooled.getByLabel('自分の識別器を使う');
  await own.setInputFiles(alone('generator'));
  const refusal = fooled.getByRole('alert').filter({ hasText: '識別器のネットワークがありません' });
  await expect(refusal).toBeVisible(patience);
  await own.setInputFiles(alone('discriminator'));
  await expect(fooled.getByRole('columnheader', { name: '自分の識別器' })).toBeVisible(patience);
  await expect(fooled.getByRole('rowheader', { name: '後期の生成器の画像' })).toBeVisible();

  await page.goto('dcgan/');
  const latent = page.locator('latent-space');
  await latent.scrollIntoViewIfNeeded();
  await latent.getByLabel('ファイルの生成器を使う').setInputFiles(alone('generator'));
  await expect(latent.getByText('生成器：generator.zip')).toBeVisible(patience);
  await expect(latent.locator('.phase')).toHaveText('操作できます', patience);
});

test('a broken zip of weights is refused, and the networks stay', async ({ page }, testInfo) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('リセット');
  await cell.waitForSamples(0);
  const before = await cell.samples();
  const path = testInfo.outputPath('broken.zip');
  await writeFile(path, 'PK');
  await cell.loadWeights(path);
  await expect(cell.root.getByRole('alert').filter({ hasText: 'broken.zip' })).toBeVisible();
  expect(await cell.samples()).toBe(before);
});
