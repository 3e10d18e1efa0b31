/** The DCGAN cell trains for real, and does what its controls say. */
import { DcganCell, hashOf, idxFile, patience } from './support/dcgan-cell';
import { expect, test } from './support/test';

test('nothing that trains is loaded before the first run', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  const cell = await DcganCell.visit(page);
  await cell.openPanel('設定');
  expect(scripts.filter((url) => /worker|\.wasm|mnist/.test(url))).toEqual([]);
  expect(page.workers()).toEqual([]);
});

test('without scripts the cell is there, readable, and says what it needs', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('code/#run');
  const cell = new DcganCell(page);
  await expect(cell.button('実行')).toHaveCSS('pointer-events', 'none');
  await expect(cell.root.getByAltText(/本物の手書き数字/)).toBeVisible();
  // By its place, since searches by text leave out <noscript>.
  const note = page.locator('[data-cell="dcgan-cell"] > noscript > p');
  await expect(note).toContainText('JavaScriptを有効にしてください');
  await expect(note).toBeVisible();
  await page.close();
});

test('the fastest backend is found by measuring, and the measurements are shown', async ({
  page,
}) => {
  const cell = await DcganCell.visit(page);
  await cell.press('1ステップ');
  await cell.waitForStep(1);
  await cell.openPanel('計算方法');
  const row = cell.root.getByRole('row').filter({ hasText: '使用中' });
  await expect(row).toContainText(/WebAssembly.*\d+(\.\d)?ミリ秒/s);
  await expect(cell.root.getByRole('row', { name: /WebGPU/ })).toBeVisible();
});

test('a run trains on WebAssembly, and its numbers, curves and pictures move', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('実行');
  await expect(cell.root.getByRole('progressbar', { name: '準備の進み' })).toBeVisible();
  await cell.waitForSamples(0);
  const untrained = await cell.samples();
  await cell.waitForStep(2);
  const loss = await cell.number('識別器').innerText();
  const curve = cell.root.locator('.losses line-chart canvas');
  const drawn = await hashOf(curve);
  await cell.waitForStep(8);

  await expect(cell.number('識別器')).not.toHaveText(loss);
  for (const name of ['生成器', '識別器'])
    await expect(cell.number(name)).toHaveText(/^\d\.\d{3}$/);
  for (const name of ['本物 D(x)', '生成 D(G(z))']) {
    await expect(cell.number(name)).toHaveText(/^0\.\d{3}$/);
  }
  expect(await hashOf(curve)).not.toBe(drawn);
  await expect.poll(() => cell.samples(), patience).not.toBe(untrained);
  await expect(cell.number('エポック')).toHaveText('1 / 2');
  await expect(cell.number('バッチ')).toHaveText(/^\d+ \/ 1,250$/);
  await expect(cell.number('ステップ/秒')).toHaveText(/^\d+(\.\d+)?$/);
  await expect(cell.number('残り')).toHaveText(/^約\d+/);
  await expect(cell.root.getByText(/^WebAssembly.*、指定$/)).toBeVisible();
});

test('a pause stops the run, one step does one step, and a run goes on from there', async ({
  page,
}) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.train(2);
  const paused = await cell.steps();
  await page.waitForTimeout(1000);
  expect(await cell.steps()).toBe(paused);
  await cell.press('1ステップ');
  await cell.waitForPhase('一時停止');
  await cell.waitForSamples(paused + 1);
  expect(await cell.steps()).toBe(paused + 1);
  await cell.press('実行');
  await cell.waitForStep(paused + 3);
});

test('a reset begins again with the samples of the same seed, or of another', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.press('リセット');
  await cell.waitForPhase('一時停止');
  const first = await cell.samples();
  await cell.press('1ステップ');
  await cell.waitForSamples(1);
  expect(await cell.samples()).not.toBe(first);

  await cell.press('リセット');
  await cell.waitForSamples(0);
  expect(await cell.samples()).toBe(first);
  await expect(cell.number('識別器')).toHaveText('—');

  await cell.fill('シード', '7');
  await expect(cell.root.getByText('リセットすると反映されます')).toBeVisible();
  await cell.press('リセット');
  await expect(cell.root.getByText('リセットすると反映されます')).toBeHidden();
  await cell.waitForPhase('一時停止');
  expect(await cell.samples()).not.toBe(first);
});

test('a second press does not start a second run', async ({ page }) => {
  await page.addInitScript(() => {
    const names: unknown[] = [];
    Object.assign(window, { names });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        names.push(options?.name);
      }
    };
  });
  const cell = await DcganCell.visitQuick(page);
  await cell.button('実行').dblclick();
  await cell.waitForStep(3);
  expect(await page.evaluate(() => (window as unknown as { names: unknown[] }).names)).toEqual([
    'session',
  ]);
});

test('a finished run says how to go on, and goes on with more epochs', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.openPanel('学習画像と重み');
  await cell.root.getByLabel('IDXファイルを選ぶ').setInputFiles(idxFile(16));
  await expect(cell.root.getByText('ファイルの画像16枚に切り替えました')).toBeVisible();
  await cell.press('実行');
  await cell.waitForPhase('学習終了');
  await expect(cell.number('ステップ')).toHaveText('4 / 4');
  await cell.press('実行');
  await expect(cell.root.getByText('長くすると続きから')).toBeVisible();
  await cell.fill('エポック数', '3');
  await cell.press('実行');
  await expect(cell.number('ステップ')).toHaveText('6 / 6');
});

test('a preparation can be given up', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await page.route('**/mnist-10k.bin.gz', () => new Promise(() => undefined));
  await cell.press('実行');
  await cell.press('キャンセル');
  await cell.waitForPhase('実行前');
  await expect(cell.root.getByText('準備をキャンセルしました')).toBeVisible();
  await page.unrouteAll();
  await cell.press('1ステップ');
  await cell.waitForStep(1);
});

test('another backend takes the run over where it stands', async ({ page }) => {
  const cell = await DcganCell.visitQuick(page);
  await cell.fill('バッチサイズ', '2');
  await cell.press('1ステップ');
  await cell.waitForSamples(1);
  await cell.root.getByLabel('計算方法の選択').selectOption('cpu');
  await expect(cell.root.getByText('CPU（JavaScript）、指定')).toBeVisible({ timeout: 90_000 });
  expect(await cell.steps()).toBe(1);
  await expect(cell.number('識別器')).toHaveText(/^\d\.\d{3}$/);
});
