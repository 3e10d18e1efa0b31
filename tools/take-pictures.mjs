/**
 * Trains the DCGAN cell of the built site in a browser, as a reader does, with the paper's settings,
 * and keeps what it showed: the samples on the way, the cell itself, and how long it took.
 *
 * usage: npm run pictures
 * writes docs/dcgan/*.png and samples.json, and the still that the cell shows before it is run
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { chromium } from 'playwright';
import { launchOptions } from './lib/launch-options.mjs';
import { serve } from './lib/serve.mjs';
import { siteBase } from './lib/site-base.mjs';
import { root } from './lib/steps.mjs';

/** Steps after which to look; the cell is paused as soon as they are done. */
const looks = [100, 300, 500, 1000, 3000];
/** Digits in a row of the cell's samples, and pixels in a row of a digit. */
const [gridSize, digitSize] = [8, 28];
const folder = join(root, 'docs', 'dcgan');
const still = join(root, 'src', 'components', 'cells', 'dcgan', 'stills', 'generated.png');

mkdirSync(folder, { recursive: true });
const server = await serve(join(root, 'dist'), { base: siteBase(), isolated: true });
const browser = await chromium.launch(launchOptions());
try {
  const context = await browser.newContext({
    locale: 'ja-JP',
    viewport: { width: 1280, height: 1000 },
    deviceScaleFactor: 2,
  });
  await takePictures(await context.newPage());
} finally {
  await browser.close();
  await server.stop();
}

async function takePictures(page) {
  await page.goto(`${server.url}code/#run`);
  const cell = page.locator('dcgan-cell');
  await cell.scrollIntoViewIfNeeded();
  await cell.getByText('論文のAdamの設定').click();
  const taken = [];
  for (const look of looks) {
    await press(cell, '実行');
    await waitForStep(page, cell, look);
    await press(cell, '一時停止');
    await cell.getByRole('button', { name: '実行', exact: true }).waitFor();
    taken.push(await keepSamples(page, cell));
    console.log(taken.at(-1));
    if (look === 500) await cell.screenshot({ path: join(folder, 'cell.png') });
  }
  writeFileSync(still, asStill(readFileSync(join(folder, taken.at(-1).file))));
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0].model.trim()}, ${cpus().length} cores`,
    browser: browser.version(),
    settings: '論文のAdamの設定',
    seed: await cell.getByLabel('シード', { exact: true }).inputValue(),
    taken,
  };
  writeFileSync(join(folder, 'samples.json'), `${JSON.stringify(report, null, 2)}\n`);
}

function press(cell, name) {
  return cell.getByRole('button', { name, exact: true }).click();
}

/** A number of the cell's list, as shown. */
function numberOf(cell, name) {
  const term = cell.page().locator('dt').getByText(name, { exact: true });
  return cell.locator('dl > div').filter({ has: term }).locator('dd').innerText();
}

async function waitForStep(page, cell, least) {
  while ((await stepOf(cell)) < least) await page.waitForTimeout(50);
}

async function stepOf(cell) {
  const [done] = (await numberOf(cell, 'ステップ')).split('/');
  return Number(done.replaceAll(/\D/g, ''));
}

async function keepSamples(page, cell) {
  const downloading = page.waitForEvent('download');
  await press(cell, 'PNGで保存');
  const download = await downloading;
  const file = download.suggestedFilename();
  await download.saveAs(join(folder, file));
  return { file, step: await stepOf(cell), elapsed: await numberOf(cell, '経過') };
}

/** The saved samples as grey pixels of their own size: the cell enlarges them when it draws. */
function asStill(png) {
  const { width, data, channels } = decode(png);
  const size = gridSize * digitSize;
  const scale = width / size;
  const grey = Uint8Array.from({ length: size ** 2 }, (_, i) => {
    const [row, column] = [Math.floor(i / size), i % size];
    return data[(row * scale * width + column * scale) * channels];
  });
  return encode({ width: size, height: size, data: grey, channels: 1, depth: 8 });
}
