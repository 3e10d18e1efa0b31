/**
 * The cells of code of the built site as a reader meets them: how long from a press to the first output,
 * and how soon a key is on the screen while a DCGAN trains beside. Several builds are measured by turns.
 *
 * usage: node tests/bench/cells.mjs [--sites dist,/tmp/before] [--repeats 10] [--keys 150] [--only first|typing] [--way mouse|finger|keyboard]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findChromium } from '../../tools/lib/chromium.mjs';
import { launchOptions } from '../../tools/lib/launch-options.mjs';
import { serve } from '../../tools/lib/serve.mjs';
import { siteBase } from '../../tools/lib/site-base.mjs';
import { root } from '../../tools/lib/steps.mjs';
import { median } from './lib/statistics.mjs';

const { values } = parseArgs({
  options: {
    sites: { type: 'string', default: 'dist' },
    repeats: { type: 'string', default: '10' },
    keys: { type: 'string', default: '150' },
    only: { type: 'string', default: '' },
    way: { type: 'string', default: '' },
  },
});
const repeats = Number(values.repeats);
/** Asked to end, it says what it has found so far. */
let isOver = false;
process.on('SIGTERM', () => (isOver = true));

process.env.CHROMIUM_PATH ??= await findChromium();
const sites = [];
for (const name of values.sites.split(',')) {
  const options = { base: siteBase(), isolated: true, compressed: true };
  sites.push({ name, ...(await serve(resolve(root, name), options)) });
}
const browser = await chromium.launch({ ...launchOptions(), handleSIGTERM: false });
try {
  if (values.only !== 'typing') await measureFirstOutputs();
  if (values.only !== 'first') await measureTyping();
} finally {
  await browser.close();
  await Promise.all(sites.map((site) => site.stop()));
}

/** How readers come to a press; each returns once it is about to be pressed, with what presses. */
function ways() {
  return {
    'a mouse that moves to the button': async (page, cell) => {
      await cell.locator('pre').first().hover();
      await page.waitForTimeout(400);
      const { x, y } = await centreOf(cell);
      await page.mouse.move(x, y, { steps: 8 });
      await page.waitForTimeout(150);
      return () => page.mouse.click(x, y);
    },
    'a finger': async (page, cell) => {
      const { x, y } = await centreOf(cell);
      return () => page.touchscreen.tap(x, y);
    },
    'the keyboard, 2 s after the editor has been opened': async (page, cell) => {
      await cell.getByRole('button', { name: '編集', exact: true }).click();
      await cell.getByRole('textbox').waitFor();
      await page.waitForTimeout(2000);
      return () => page.keyboard.press('Control+Enter');
    },
  };
}

async function measureFirstOutputs() {
  for (const [way, come] of Object.entries(ways())) {
    if (!way.includes(values.way)) continue;
    const found = new Map(sites.map(({ name }) => [name, { cold: [], warm: [], again: [] }]));
    for (let i = 0; i < repeats && !isOver; i++) {
      for (const { name, url } of i % 2 === 0 ? sites : sites.toReversed()) {
        const context = await browser.newContext({
          serviceWorkers: 'block',
          hasTouch: way === 'a finger',
        });
        for (const kind of ['cold', 'warm']) {
          const page = await context.newPage();
          await page.goto(`${url}code/`, { waitUntil: 'load' });
          const cell = page.locator('code-cell[cell="data"]');
          await cell.scrollIntoViewIfNeeded();
          await page.waitForTimeout(500);
          const press = await come(page, cell);
          found.get(name)[kind].push(await timeOf(page, press));
          if (kind === 'warm') {
            await page.waitForTimeout(500);
            found.get(name).again.push(await timeOf(page, () => again(page, cell)));
          }
          await page.close();
        }
        await context.close();
      }
    }
    for (const kind of ['cold', 'warm', 'again']) {
      for (const { name } of sites) say(`${way}, ${kind}, ${name}`, found.get(name)[kind]);
      if (sites.length === 2)
        sayRatio(
          kind,
          sites.map(({ name }) => found.get(name)[kind]),
        );
    }
  }
}

/** A second run, of a cell that has not changed. */
async function again(page, cell) {
  const { x, y } = await centreOf(cell);
  await page.mouse.click(x, y);
}

async function centreOf(cell) {
  const button = cell.getByRole('button', { name: '実行', exact: true });
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** From the event that presses to the frame that shows the first output. */
async function timeOf(page, press) {
  // A press may overtake what the page is asked to do meanwhile.
  await page.evaluate(watchFirstOutput);
  await press();
  return page.evaluate(() => window.firstOutput);
}

function watchFirstOutput() {
  window.firstOutput = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('nothing came of the press')), 60_000);
    const cell = document.querySelector('code-cell[cell="data"]');
    let began = 0;
    const begin = ({ timeStamp }) => (began ||= timeStamp);
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, begin, { capture: true });
    const holds = (node) =>
      node instanceof Element &&
      (node.matches('output-table') || node.querySelector('output-table') !== null);
    const look = (records) => {
      const hasCome = records.some(({ addedNodes }) => [...addedNodes].some(holds));
      if (began > 0 && hasCome) requestAnimationFrame(() => resolve(performance.now() - began));
    };
    new MutationObserver(look).observe(cell.shadowRoot, { childList: true, subtree: true });
  });
}

async function measureTyping() {
  const turns = sites.flatMap((site) => [
    { ...site, what: `while a DCGAN trains, ${site.name}`, trains: true },
    { ...site, what: `while nothing else is done, ${site.name}`, trains: false },
  ]);
  const found = new Map(turns.map(({ what }) => [what, { times: [], tasks: [] }]));
  for (const ordered of [turns, turns.toReversed()]) {
    for (const { url, what, trains } of ordered) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(`${url}code/`);
      if (trains) await train(page);
      await openLongText(page);
      const { times, tasks } = found.get(what);
      await page.evaluate(watchKeys);
      await type(page);
      const seen = await page.evaluate(() => window.seen);
      times.push(...seen.keys);
      tasks.push(seen.longest);
      await page.close();
    }
  }
  for (const [what, { times, tasks }] of found) {
    const sorted = times.toSorted((a, b) => a - b);
    const p95 = sorted[Math.floor(sorted.length * 0.95)];
    say(`a key to the screen ${what}`, times);
    console.log(
      `  95th of 100: ${p95} ms of ${times.length} keys; longest task ${Math.max(...tasks)} ms`,
    );
  }
}

async function train(page) {
  const dcgan = page.locator('dcgan-cell');
  await dcgan.scrollIntoViewIfNeeded();
  await dcgan.getByRole('button', { name: '実行', exact: true }).click();
  await dcgan.getByText('ステップ0（').waitFor({ timeout: 60_000 });
}

/** The free cell's editor with 300 lines, the caret in the middle of them and of the view. */
async function openLongText(page) {
  const cell = page.locator('code-cell[cell="free"]');
  await cell.scrollIntoViewIfNeeded();
  await cell.getByRole('button', { name: '編集', exact: true }).click();
  await cell.getByRole('textbox').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(longText());
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText(longText());
  await page.waitForTimeout(3000);
  // A page that is told of 900 pixels has fewer on the screen. A key that changes only what lies below
  // them leads to no frame, and seems to take until something else does: three seconds.
  await cell.evaluate(({ shadowRoot }) => {
    const { anchorNode } = shadowRoot.getSelection();
    anchorNode.parentElement.scrollIntoView({ block: 'center' });
  });
  await page.waitForTimeout(500);
}

async function type(page) {
  const text = 'const value = tf.layers.dense({ units: 3 });\nprint(value, 12, seed);\n';
  for (let i = 0; i < Number(values.keys); i++) {
    const key = text[i % text.length];
    await page.keyboard.press(key === '\n' ? 'Enter' : key);
    await page.waitForTimeout(60 + ((i * 37) % 80));
  }
}

/** 150 lines as readers write them. */
function longText() {
  const lines = Array.from({ length: 38 }, (_, i) => [
    `function step${i}(value: number) {`,
    `  const scaled = value * ${i} + 0.5; // ${i}回目の計算`,
    `  return tf.tidy(() => tf.scalar(scaled).add(${i}));`,
    '}',
  ]);
  return lines.flat().join('\n').concat('\n');
}

/** In the page: how long each key's event takes to the next frame (a multiple of 8 ms), and tasks over 50 ms. */
function watchKeys() {
  window.seen = { keys: [], longest: 0 };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name === 'keydown') window.seen.keys.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      window.seen.longest = Math.max(window.seen.longest, duration);
  }).observe({ type: 'longtask' });
}

function say(what, times) {
  const numbers = [median(times), Math.min(...times), Math.max(...times)];
  const [middle, least, most] = numbers.map((ms) => ms.toFixed(0).padStart(6));
  console.log(`${what.padEnd(72)} median ${middle}   least ${least}   most ${most}`);
}

function sayRatio(kind, [a, b]) {
  const ratios = a.map((ms, i) => b[i] / ms);
  console.log(
    `  ${kind}: the second takes ${median(ratios).toFixed(2)} times the first, visit by visit`,
  );
}
