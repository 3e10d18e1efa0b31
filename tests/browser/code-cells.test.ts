/** Cells of code in 実装: run, edited, kept, carried by links. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { approach, patience } from './support/cell';
import { cellOf, edit, phaseOf, visit } from './support/code-cell';
import { expect, test } from './support/test';

/** What the editor has told screen readers since. Its region is emptied too soon to be looked at. */
async function announcementsOf(cell: Locator): Promise<() => Promise<readonly string[]>> {
  const heard = await cell.locator('.cm-announced').evaluateHandle((region) => {
    const texts: string[] = [];
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const { textContent } of addedNodes) texts.push(textContent ?? '');
    }).observe(region, { childList: true });
    return texts;
  });
  return () => heard.jsonValue();
}

test('a cell runs after what it needs; an edit makes it old, and is there after a reload', async ({
  page,
}) => {
  const grid = await visit(page, 'image-grid');
  const data = cellOf(page, 'data');
  await expect(data.getByRole('group', { name: '実行例' }).getByRole('img')).toBeVisible();
  await grid.getByRole('button', { name: '実行' }).click();
  await expect(phaseOf(grid)).toHaveText(/^最新/, patience);
  await expect(phaseOf(data)).toHaveText(/^最新/);
  await expect(grid.getByRole('img').first()).toBeVisible();
  await expect(data.getByRole('table')).toContainText('枚数');
  await expect(data.getByText('実行例')).toHaveCount(0);

  await edit(page, data);
  await page.keyboard.type('const twice = seed * 2;');
  await expect(phaseOf(data)).toHaveText(/^古い結果/);
  await expect(phaseOf(grid)).toHaveText(/^古い結果/);
  await expect(data.getByText('変更あり')).toBeVisible();
  await page.keyboard.type('\nnoise(twice);');
  await expect(data.getByRole('button', { name: '行目へ' })).toBeVisible();
  await page.waitForTimeout(500);
  await page.reload();
  await expect(data.getByText('変更あり')).toBeVisible(patience);
  await expect(data.locator('.code')).toContainText('noise(twice);');
  await expect(data.getByText('前回の結果です')).toBeVisible();
  await expect(phaseOf(data)).toHaveText('未実行');

  await data.getByRole('button', { name: '元に戻す' }).click();
  await expect(data.getByText('変更あり')).toHaveCount(0);
  await data.getByRole('button', { name: '取り消す' }).click();
  await expect(data.locator('.code')).toContainText('noise(twice);');
});

test('an error tells its line, and an endless loop can be stopped', async ({ page }) => {
  const free = await visit(page, 'free');
  await edit(page, free);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('const list = [1];\nlist.at(2).toFixed();');
  await page.keyboard.press('Control+Enter');
  await expect(phaseOf(free)).toHaveText(/^エラー/, patience);
  await expect(free.getByText('TypeError')).toBeVisible();
  await expect(free.getByRole('button', { name: '2行目へ' })).toBeVisible();

  await edit(page, free);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('let turns = 0;\nwhile (true) turns += 1;');
  await page.keyboard.press('Control+Enter');
  await expect(phaseOf(free)).toHaveText('実行中', patience);
  await page.keyboard.press('Control+.');
  await expect(phaseOf(free)).toHaveText('止めました', { timeout: 5000 });
});

test('an editor that a new version of the site has taken away is told of; the code stays', async ({
  page,
  trouble,
}) => {
  const free = await visit(page, 'free');
  await edit(page, free);
  await page.keyboard.type('const mine = 1;');
  await page.waitForTimeout(500);
  await page.route(/\/_astro\/cell-editor\.[\w-]+\.js/, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await expect(free.locator('.code')).toContainText('const mine = 1;', patience);
  await free.getByRole('button', { name: '編集', exact: true }).click();
  await expect(free.getByText('サイトが新しくなったようです')).toBeVisible();
  await page.unrouteAll();
  // The browser's own line about the missing file.
  trouble.length = 0;
  await page.reload();
  await edit(page, free);
  await expect(free.getByRole('textbox')).toContainText('const mine = 1;');
});

test('an input method composes undisturbed', async ({ page }) => {
  const free = await visit(page, 'free');
  await edit(page, free);
  const client = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    client.send('Input.imeSetComposition', {
      ...{ text, selectionStart: text.length, selectionEnd: text.length },
    });
  await page.keyboard.type('\n// ');
  await compose('に');
  await compose('にほんご');
  // Longer than the pause after which the text is looked through.
  await page.waitForTimeout(450);
  await compose('日本語');
  await client.send('Input.insertText', { text: '日本語' });
  await page.keyboard.type('です');
  await expect(free.locator('.cm-line').last()).toHaveText('// 日本語です');
  await expect(phaseOf(free)).toHaveText('未実行');
});

test('a link shows its code and runs nothing', async ({ page, context, browser }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const free = await visit(page, 'free');
  await edit(page, free);
  await page.keyboard.type('print(42);');
  await free.getByRole('button', { name: 'ほかの操作' }).click();
  await free.getByRole('button', { name: 'リンクを作る' }).click();
  await expect(free.getByText('リンクをコピーしました')).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());

  const other = await browser.newPage();
  await other.goto(address);
  const shown = cellOf(other, 'free');
  await expect(shown.getByText('まだ実行していません')).toBeVisible(patience);
  await expect(shown.locator('.code')).toContainText('print(42);');
  await expect(phaseOf(shown)).toHaveText('未実行');
  await shown.getByRole('button', { name: '捨てる' }).click();
  await expect(shown.locator('.code')).not.toContainText('print(42);');
  await other.close();
});

test('a long text is typed in, kept and no link; one that is too long is refused in words', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const free = await visit(page, 'free');
  await edit(page, free);
  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press('Control+V');
  };
  await page.keyboard.press('Control+A');
  await paste('const a = 1;\n'.repeat(20_000));
  await expect(free.getByText('長すぎるので、入力しませんでした')).toBeVisible();
  await paste(`// ${'漢字'.repeat(30_000)}\n${'print(1);\n'.repeat(10_000)}`);
  await page.keyboard.type('const 1;');
  await expect(free.getByRole('button', { name: '10002行目へ' })).toBeVisible();
  await free.getByRole('button', { name: 'ほかの操作' }).click();
  await free.getByRole('button', { name: 'リンクを作る' }).click();
  await expect(free.getByText('コードが長すぎて、リンクにできません')).toBeVisible();
  await page.reload();
  await expect(free.locator('.code')).toContainText('const 1;', patience);
});

test('the keyboard alone edits, leaves and reads; axe finds nothing with an editor open', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const free = await visit(page, 'free');
  await free.locator('pre').first().focus();
  await page.keyboard.press('Enter');
  await expect(free.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('n');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(free.getByRole('button', { name: '編集', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(free.getByRole('button', { name: '元に戻す' })).toBeFocused();
  const { violations } = await new AxeBuilder({ page }).include('code-cell[cell="free"]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

const smallTraining = `import { StraightNetwork } from 'gan';
const layer = tf.layers.dense({ inputShape: [2], units: 3 });
const small = new StraightNetwork(tf.sequential({ layers: [layer] }));
const _run = training('small', { small });
for await (const step of _run.steps(3)) await _run.log({ step });`;

test('a kept training is taken home; the notebook is a file that is looked through when opened', async ({
  page,
}) => {
  const free = await visit(page, 'free');
  await edit(page, free);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(smallTraining);
  await page.keyboard.press('Control+Enter');
  await expect(free.getByText('ステップ3まで学習しました')).toBeVisible(patience);
  await free.getByRole('button', { name: '持ち帰る' }).click();
  await free.getByRole('button', { name: 'ファイルを作る' }).click();
  await expect(free.getByText('書き換えが必要な所：1')).toBeVisible(patience);
  const taken = page.waitForEvent('download');
  await free.getByRole('button', { name: '保存', exact: true }).click();
  expect((await taken).suggestedFilename()).toBe('notebook-small-step3-pytorch.zip');

  const menu = free.getByRole('button', { name: 'ほかの操作' });
  await menu.click();
  const saved = page.waitForEvent('download');
  await free.getByRole('button', { name: 'Jupyterのノートブックとして保存' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect(text).toContain("training('small', { small })");
  const choose = async (content: string) => {
    const chooser = page.waitForEvent('filechooser');
    await menu.click();
    await free.getByRole('button', { name: 'ノートブックを開く' }).click();
    const buffer = Buffer.from(content);
    await (await chooser).setFiles({ name: 'code.ipynb', mimeType: 'application/json', buffer });
  };
  await choose(text.slice(0, 100));
  await expect(free.getByText('ノートブックとして読めません')).toBeVisible();
  await choose(text.replace('units: 3', 'units: 5'));
  await expect(free.getByText('ファイルのコードです')).toBeVisible();
  await expect(free.locator('.code')).toContainText('units: 5');
  await free.getByRole('button', { name: '捨てる' }).click();
  await expect(free.locator('.code')).not.toContainText('units: 5');
});

test('a training that no longer fits shows the code that it was kept with, and takes it back', async ({
  page,
}) => {
  const free = await visit(page, 'free');
  const write = async (text: string) => {
    await edit(page, free);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };
  await write(smallTraining);
  await page.keyboard.press('Control+Enter');
  await expect(free.getByText('ステップ3まで学習しました')).toBeVisible(patience);
  await write(smallTraining.replace('units: 3', 'units: 7'));
  await page.waitForTimeout(500);
  await page.reload();
  await approach(free);
  await free.getByRole('button', { name: '続きから' }).click(patience);
  await expect(free.locator('.message')).toContainText('続きから始められません', patience);
  await free.getByRole('button', { name: '保存したときのコードと比べる' }).click();
  await expect(free.locator('.cm-deletedChunk')).toContainText('units: 3');
  await free.getByRole('button', { name: '保存したときのコードに戻す' }).click();
  await expect(free.locator('.cm-deletedChunk')).toHaveCount(0);
  await expect(free.locator('.code')).toContainText('units: 3');
  await free.getByRole('button', { name: '続きから' }).click();
  await expect(phaseOf(free)).toHaveText(/^最新/, patience);
});

test('within a call its parameters are shown and said; Escape hides them, a switch keeps them away', async ({
  page,
}) => {
  const free = await visit(page, 'free');
  await edit(page, free);
  const said = await announcementsOf(free);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('showImages(1, { ');
  const hint = free.locator('.cm-hint');
  await expect(hint.getByText('画像を並べて出す')).toBeVisible();
  await expect.poll(said).toContainEqual(expect.stringContaining('showImagesの引数'));
  await page.keyboard.type('col');
  await expect(free.getByRole('option', { name: 'columns' })).toBeVisible();
  // A key right after the list has come is meant for the text.
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await expect(hint.getByText('columns：横に並べる枚数')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(hint).toHaveCount(0);
  await expect(free.getByRole('textbox')).toBeFocused();

  await page.keyboard.press('F2');
  await expect(free.getByText('補完を出しません')).toBeAttached();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('showImages(show');
  await page.waitForTimeout(400);
  await expect(free.getByRole('option')).toHaveCount(0);
  await page.reload();
  await approach(free);
  await free.getByRole('button', { name: 'ほかの操作' }).click();
  await free.getByRole('button', { name: '補完を出す', exact: true }).click();
  await edit(page, free);
  await page.keyboard.press('ArrowLeft');
  await expect(hint).toBeVisible();
});
