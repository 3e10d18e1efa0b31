/**
 * Trains the DCGAN cell of the built site in a browser, as a reader does, with the quick preset,
 * and keeps what it showed: the samples on the way, the cell itself, and how long it took.
 *
 * usage: npm run pictures
 * writes docs/dcgan/*.png and samples.json
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from './lib/launch-options.mjs';
import { serve } from './lib/serve.mjs';
import { siteBase } from './lib/site-base.mjs';
import { root } from './lib/steps.mjs';

/** Seconds of training after which to look; the cell is paused meanwhile. */
const looks = [5, 10, 15, 30, 60];
/** The one that the cell's picture is of. */
const shown = 30;
const folder = join(root, 'docs', 'dcgan');

mkdirSync(folder, { recursive: true });
const [load] = loadavg();
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
  await cell.getByText('お試し', { exact: true }).click();
  const taken = [];
  for (const seconds of looks) {
    await press(cell, '実行');
    while ((await secondsOf(cell)) < seconds) await page.waitForTimeout(50);
    await press(cell, '一時停止');
    await cell.getByRole('button', { name: '実行', exact: true }).waitFor();
    taken.push({ seconds, ...(await keepSamples(page, cell, `dcgan-${seconds}s.png`)) });
    console.log(taken.at(-1));
    if (seconds === shown) await cell.screenshot({ path: join(folder, 'cell.png') });
  }
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0].model.trim()}, ${cpus().length} cores`,
    load: Number((load / cpus().length).toFixed(1)),
    browser: browser.version(),
    settings: 'お試し',
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

/** Seconds of training: 65 of `1分05秒`. */
async function secondsOf(cell) {
  const [, minutes = 0, seconds] = /(?:(\d+)分)?(\d+)秒/.exec(await numberOf(cell, '経過')) ?? [];
  return 60 * Number(minutes) + Number(seconds ?? 0);
}

async function stepOf(cell) {
  const [done] = (await numberOf(cell, 'ステップ')).split('/');
  return Number(done.replaceAll(/\D/g, ''));
}

async function keepSamples(page, cell, file) {
  const downloading = page.waitForEvent('download');
  await press(cell, 'PNGで保存');
  const download = await downloading;
  await download.saveAs(join(folder, file));
  return { file, step: await stepOf(cell), elapsed: await numberOf(cell, '経過') };
}
