/**
 * What it costs that the article's DCGAN is kept while it trains: time of a keeping, and how long steps
 * and page are held up by it. On the built site, as a reader has it, and of two builds in turns, so
 * that their ratio holds on a busy machine, too.
 *
 * usage: node tests/bench/checkpoints.mjs [--site dist] [--against <another dist>] [--rounds 8]
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { launchOptions } from '../../tools/lib/launch-options.mjs';
import { serve } from '../../tools/lib/serve.mjs';
import { siteBase } from '../../tools/lib/site-base.mjs';
import { root } from '../../tools/lib/steps.mjs';

const { values } = parseArgs({
  options: {
    site: { type: 'string', default: 'dist' },
    against: { type: 'string' },
    rounds: { type: 'string', default: '8' },
  },
});
const sites = [values.site, ...(values.against ? [values.against] : [])];
/** Milliseconds of training with nothing kept, to compare with; both together end before one is due. */
const quiet = 3000;

const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
const opened = [];
try {
  for (const site of sites) opened.push(await open(site));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const { cell, page, looks } of opened) {
      await cell.getByRole('button', { name: '実行', exact: true }).click();
      await page.waitForTimeout(1500);
      looks.push(await page.evaluate(watch, quiet));
      await cell.getByRole('button', { name: '一時停止', exact: true }).click();
      // Then it is kept once more, at rest.
      await page.waitForTimeout(6000);
    }
  }
  const [bytes = 0] = await opened[0].page.evaluate(keptBytes);
  const report = opened.map(({ site, looks }) => ({ site, ...summary(looks) }));
  const [ours, other] = report;
  const ratio = other ? { keepingRatio: ours.keepingMs.median / other.keepingMs.median } : {};
  console.log(JSON.stringify({ bytes, bareWriteMs: bareWrite(bytes), report, ...ratio }, null, 1));
} finally {
  for (const { context, server } of opened) {
    await context.close();
    await server.stop();
  }
  rmSync(folder, { recursive: true });
}

/** The article's DCGAN, paused, past its first copies and the kernels' warming up; on the disk, not in memory. */
async function open(site) {
  const server = await serve(resolve(root, site), { base: siteBase(), isolated: true });
  const options = { ...launchOptions(), locale: 'ja-JP' };
  const context = await chromium.launchPersistentContext(mkdtempSync(join(folder, 'p')), options);
  const page = await context.newPage();
  await page.goto(`${server.url}code/#run`);
  const cell = page.locator('dcgan-cell');
  await cell.scrollIntoViewIfNeeded();
  await cell.hover();
  await cell.getByText('計算方法', { exact: true }).first().click();
  await cell.getByLabel('計算方法の選択').selectOption('wasm');
  await cell.getByRole('button', { name: '実行', exact: true }).click();
  await cell.getByText('ステップ0（').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(8000);
  await cell.getByRole('button', { name: '一時停止', exact: true }).click();
  await page.waitForTimeout(5000);
  return { site, server, context, page, cell, looks: [] };
}

function summary(looks) {
  const of = (name) => spread(looks.map((look) => look[name]));
  const keepingMs = of('keeping');
  return {
    keepingMs,
    /** Of it, until the training worker has given its copy. */
    copyingMs: of('copying'),
    // The throttle's rule: not again before fifty times as long has passed.
    intervalMs: Math.max(10_000, keepingMs.median / 0.02),
    longestStepMs: { quiet: of('quietGap'), keeping: of('keepingGap') },
    longestTaskMs: { quiet: of('quietTask'), keeping: of('keepingTask') },
  };
}

function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b).map(Math.round);
  const [least] = sorted;
  return { least, median: sorted[Math.floor(sorted.length / 2)], most: sorted.at(-1) };
}

/** Milliseconds in which this disk takes as many bytes from Node, `fsync` included; the median of five. */
function bareWrite(bytes) {
  const chunk = Buffer.alloc(bytes, 7);
  const times = Array.from({ length: 5 }, (_, i) => {
    const began = performance.now();
    const file = openSync(join(folder, `bare-${i}`), 'w');
    writeSync(file, chunk);
    fsyncSync(file);
    closeSync(file);
    return performance.now() - began;
  });
  return spread(times).median;
}

/** In the page: the longest gap between two steps and the longest task, first with nothing kept, then with one keeping. */
async function watch(quiet) {
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const shown = () =>
    document.querySelector('dcgan-cell').shadowRoot.querySelector('.stats dd').textContent;
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  const during = async (isOver) => {
    const began = performance.now();
    let [step, since, longest] = [shown(), performance.now(), 0];
    while (!isOver(performance.now() - began)) {
      await wait(4);
      if (shown() === step) continue;
      const now = performance.now();
      longest = Math.max(longest, now - since);
      [step, since] = [shown(), now];
    }
    await wait(50);
    const its = tasks.filter(({ startTime }) => startTime >= began);
    return { gap: longest, task: Math.max(0, ...its.map(({ duration }) => duration)) };
  };
  const before = await during((time) => time > quiet);
  performance.clearMeasures('keep-run');
  const kept = () => performance.getEntriesByName('keep-run')[0];
  // As if the reader were about to leave: the run is kept at once.
  window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const with_ = await during((time) => (kept() && time > 1500) || time > 30_000);
  observer.disconnect();
  return {
    keeping: kept()?.duration ?? NaN,
    copying: kept()?.detail.copied ?? NaN,
    ...{ quietGap: before.gap, keepingGap: with_.gap },
    ...{ quietTask: before.task, keepingTask: with_.task },
  };
}

/** In the page: how many bytes the kept run's arrays have. */
async function keptBytes() {
  const request = indexedDB.open('hajimete-no-gan');
  await new Promise((done) => (request.onsuccess = done));
  const reading = request.result.transaction('checkpoints').objectStore('checkpoints').getAll();
  await new Promise((done) => (reading.onsuccess = done));
  request.result.close();
  return reading.result.map(({ bytes }) => bytes);
}
