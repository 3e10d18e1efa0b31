/** A run goes on after a reload exactly where it was; a renderer that is killed loses no more than an interval. */
import type { Page } from '@playwright/test';
import { axeFindings, tooWide, visitTheoryCell } from './support/cell';
import { DcganCell, patience } from './support/dcgan-cell';
import { expect, test } from './support/test';

/** Every array of the run that is kept of a cell, as texts that tell their bits apart. */
async function keptArrays(page: Page, run: string): Promise<Record<string, number>> {
  return page.evaluate(async (name) => {
    // Opened before the site does, it would be without stores.
    const databases = await indexedDB.databases();
    if (!databases.some(({ name: its }) => its === 'hajimete-no-gan')) return { step: 0 };
    const request = indexedDB.open('hajimete-no-gan');
    await new Promise((resolve) => (request.onsuccess = resolve));
    const store = request.result.transaction('checkpoints').objectStore('checkpoints');
    const reading = store.get([name, 'last']);
    await new Promise((resolve) => (reading.onsuccess = resolve));
    request.result.close();
    const { arrays = [], step = 0 } = (reading.result ?? {}) as {
      arrays?: { name: string; lane: number; crc: number }[];
      step?: number;
    };
    return Object.fromEntries([
      ['step', step],
      ...arrays.map(({ name: array, lane, crc }) => [`${lane} ${array}`, crc]),
    ]) as Record<string, number>;
  }, run);
}

async function waitUntilKept(page: Page, run: string, step: number) {
  await expect.poll(async () => (await keptArrays(page, run))['step'], patience).toBe(step);
  return keptArrays(page, run);
}

/** Small networks, quick steps. */
async function visitSmall(page: Page): Promise<DcganCell> {
  const cell = await DcganCell.visitQuick(page);
  await cell.root.getByLabel('ネットワークの大きさ').selectOption('small');
  return cell;
}

/** Press 「1ステップ」 again and again, sooner than a test's own presses are. */
async function stepOn(cell: DcganCell, end: number): Promise<void> {
  const press = await cell.button('1ステップ').elementHandle();
  await cell.root.evaluate(
    async ({ shadowRoot }, [element, last]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const step = () => parseInt(shadowRoot?.querySelector('.stats dd')?.textContent ?? '', 10);
      for (let next = step() + 1; next <= last; next++) {
        while ((element as HTMLButtonElement).matches(':disabled, [aria-disabled="true"]'))
          await frame();
        (element as HTMLButtonElement).click();
        while (step() < next) await frame();
      }
    },
    [press, end] as const,
  );
}

async function continueAfterReload(page: Page): Promise<DcganCell> {
  // The same address again would only scroll.
  await page.goto('about:blank');
  const cell = await DcganCell.visit(page);
  await expect(cell.button('続きから')).toBeVisible(patience);
  return cell;
}

test('after a reload a run goes on, to the same bits as one that was not interrupted', async ({
  page,
}) => {
  const before = await visitSmall(page);
  await before.train(2);
  const step = await before.steps();
  await waitUntilKept(page, 'dcgan-cell', step);

  const cell = await continueAfterReload(page);
  await expect(cell.root.getByText(`ステップ${step}まで進んだ学習があります`)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await axeFindings(page, 'dcgan-cell')).toEqual([]);
  expect(await tooWide(cell.root)).toEqual([]);
  await cell.press('続きから');
  await cell.waitForStep(step + 2);
  await cell.press('一時停止');
  await cell.waitForPhase('一時停止');
  const end = await cell.steps();
  const resumed = await waitUntilKept(page, 'dcgan-cell', end);

  // From the beginning, without a break, in a browser that keeps nothing yet.
  await page.evaluate(() => indexedDB.deleteDatabase('hajimete-no-gan'));
  await page.goto('about:blank');
  const fresh = await visitSmall(page);
  await fresh.press('1ステップ');
  await fresh.waitForStep(1);
  await stepOn(fresh, end);
  expect(Object.keys(resumed).length).toBeGreaterThan(20);
  expect(await waitUntilKept(page, 'dcgan-cell', end)).toEqual(resumed);
});

test('a renderer that dies while it writes leaves the older run or the newer, whole', async ({
  context,
}) => {
  let page = await context.newPage();
  const first = await DcganCell.visitQuick(page);
  await first.train(2);
  let last = await first.steps();
  await waitUntilKept(page, 'dcgan-cell', last);
  let cell = await continueAfterReload(page);
  for (const delay of [200, 700]) {
    await cell.press('続きから');
    await cell.waitForStep(last + 1);
    await cell.press('一時停止');
    await page.waitForTimeout(delay);
    const crashed = page.waitForEvent('crash');
    const devTools = await context.newCDPSession(page);
    void devTools.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
    page = await context.newPage();
    cell = await continueAfterReload(page);
    const offered = await cell.root.getByText('まで進んだ学習があります').innerText();
    const found = Number(/ステップ(\d+)まで/.exec(offered)?.[1]);
    expect(found).toBeGreaterThanOrEqual(last);
    last = found;
  }
  // What is offered can be read, every bit of it.
  await cell.press('続きから');
  await cell.waitForStep(last + 1);
});

test('what is kept can be deleted in its cell; the page of what is kept lists, saves and reads it', async ({
  page,
}, testInfo) => {
  const cell = await visitTheoryCell(page, 'line-gan');
  const step = async () => {
    await cell.getByRole('button', { name: '1ステップ', exact: true }).click(patience);
    await waitUntilKept(page, 'line-gan', 1);
  };
  await step();
  await page.goto('storage/');
  const kept = page.locator('kept-data');
  await expect(kept.getByText('学習の途中、ステップ1まで')).toBeVisible(patience);
  expect(await axeFindings(page, 'main')).toEqual([]);
  const downloading = page.waitForEvent('download');
  await kept.getByRole('button', { name: 'すべて書き出す' }).click();
  const path = testInfo.outputPath('kept.zip');
  await (await downloading).saveAs(path);
  await kept.getByRole('button', { name: 'すべて消す' }).click();
  await kept.getByRole('alert').getByRole('button', { name: '消す' }).click();
  await expect(kept.getByText('いまは何も残っていません')).toBeVisible(patience);
  await kept.getByLabel('書き出したzipを読み込む').setInputFiles({ name: 'no.zip', mimeType: 'application/zip', buffer: Buffer.from('PK no zip') }); // prettier-ignore
  await expect(kept.getByText('このファイルは読み込めません')).toBeVisible(patience);
  await kept.getByLabel('書き出したzipを読み込む').setInputFiles(path);
  await expect(kept.getByText('学習の途中、ステップ1まで')).toBeVisible(patience);

  const again = await visitTheoryCell(page, 'line-gan');
  await again.getByRole('button', { name: '消す' }).click(patience);
  await expect(again.getByText('まで進んだ学習')).toHaveCount(0);
  await waitUntilKept(page, 'line-gan', 0);
});
