/**
 * What it costs that the article's DCGAN is kept while it trains: time of a keeping, and what training
 * and page lose by it. On the built site, as a reader has it.
 *
 * usage: node tests/bench/checkpoints.mjs [--site dist] [--writes 12] [--pause 4]
 *   --pause    seconds of training between two keepings
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { launchOptions } from '../../tools/lib/launch-options.mjs';
import { serve } from '../../tools/lib/serve.mjs';
import { siteBase } from '../../tools/lib/site-base.mjs';
import { root } from '../../tools/lib/steps.mjs';

const { values } = parseArgs({
  options: {
    site: { type: 'string', default: 'dist' },
    writes: { type: 'string', default: '12' },
    pause: { type: 'string', default: '4' },
  },
});
const writes = Number(values.writes);
const pause = Number(values.pause);

const browser = await chromium.launch(launchOptions());
const server = await serve(resolve(root, values.site), { base: siteBase(), isolated: true });
try {
  const page = await browser.newPage({ locale: 'ja-JP' });
  await page.goto(`${server.url}code/#run`);
  const cell = page.locator('dcgan-cell');
  await cell.scrollIntoViewIfNeeded();
  await cell.hover();
  await cell.getByText('計算方法', { exact: true }).first().click();
  await cell.getByLabel('計算方法の選択').selectOption('wasm');
  await cell.getByRole('button', { name: '実行', exact: true }).click();
  await cell.getByText('ステップ0（').waitFor({ timeout: 60_000 });
  // The first copies and the kernels' warming up are over by then.
  await page.waitForTimeout(15_000);
  const without = await page.evaluate(watch, { writes: 0, pause, seconds: writes * pause });
  const kept = await page.evaluate(watch, { writes, pause, seconds: writes * pause });
  const bytes = await page.evaluate(keptBytes);
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  console.log(JSON.stringify({ bytes, usage, ...summary(without, kept) }, null, 1));
} finally {
  await browser.close();
  await server.stop();
}

function summary(without, kept) {
  const durations = kept.durations.toSorted((a, b) => a - b);
  const pace = without.steps / without.seconds;
  const lostSeconds = (kept.seconds - kept.steps / pace) / kept.durations.length;
  const median = durations[Math.floor(durations.length / 2)] ?? NaN;
  // The throttle's rule: not again before fifty times as long has passed.
  const interval = Math.max(10_000, median / 0.02);
  return {
    keepings: durations.length,
    keepingMs: { median, longest: durations.at(-1) },
    stepMs: { without: 1000 / pace, with: (1000 * kept.seconds) / kept.steps },
    trainingLostPerKeepingMs: 1000 * lostSeconds,
    shareOfTrainingLost: (1000 * lostSeconds) / interval,
    intervalMs: interval,
    longestStallMs: { without: without.longestGap, with: kept.longestGap },
    longestTaskMs: { without: without.longestTask, with: kept.longestTask },
  };
}

/** In the page: train for some seconds, have the run kept so often meanwhile, and look at the steps' times. */
async function watch({ writes, pause, seconds }) {
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const shown = () => {
    const [first] = document.querySelector('dcgan-cell').shadowRoot.querySelectorAll('.stats dd');
    return parseInt(first.textContent.replaceAll(',', ''), 10);
  };
  performance.clearMeasures('keep-run');
  let longestTask = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  tasks.observe({ type: 'longtask' });
  const began = performance.now();
  const first = shown();
  let [step, since, longestGap, isOver] = [first, began, 0, false];
  const look = async () => {
    while (!isOver) {
      await wait(5);
      const now = performance.now();
      if (shown() === step) continue;
      longestGap = Math.max(longestGap, now - since);
      [step, since] = [shown(), now];
    }
  };
  const looking = look();
  for (let i = 0; i < seconds / pause; i++) {
    await wait(1000 * pause);
    // As if the reader were about to leave: the run is kept at once.
    if (i < writes) window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  }
  await wait(1000 * pause);
  isOver = true;
  await looking;
  tasks.disconnect();
  return {
    seconds: (performance.now() - began) / 1000,
    steps: shown() - first,
    longestGap,
    longestTask,
    durations: performance.getEntriesByName('keep-run').map(({ duration }) => duration),
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
