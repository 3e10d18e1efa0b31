/**
 * How long a reader waits for the sandbox, in milliseconds: from a press to the first output, to a stop,
 * and for a step of the DCGAN (batch 32), beside the site's own step on the same machine by turns.
 *
 * usage: node tests/bench/sandbox.mjs [--repeats 10]
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findChromium } from '../../tools/lib/chromium.mjs';
import { launchOptions } from '../../tools/lib/launch-options.mjs';
import { serve } from '../../tools/lib/serve.mjs';
import { buildSandboxPage } from '../browser/support/sandbox-page.ts';
import { buildPage } from './lib/build-page.mjs';
import { median } from './lib/statistics.mjs';

const { values } = parseArgs({ options: { repeats: { type: 'string', default: '10' } } });
const repeats = Number(values.repeats);

const digits = `const digits = await gan.fetchShippedMnist();
  showImages(gan.firstImages(digits, 64));`;
const loops = {
  'a loop that never waits': 'while (true) { guard(); }',
  'a loop that waits':
    'while (true) { guard(); await new Promise((done) => setTimeout(done, 1)); }',
  'a loop that hears nothing': 'while (true) {}',
};
const prepare = `const random = new gan.Random(1);
  const [G, D] = [gan.createGenerator(random), gan.createDiscriminator(random)].map((model) => new gan.StraightNetwork(model));
  const players = {
    generator: { network: G, optimizer: new gan.Adam(G.variables, { learningRate: 2e-4, beta1: 0.5 }) },
    discriminator: { network: D, optimizer: new gan.Adam(D.variables, { learningRate: 1e-4, beta1: 0.5 }) },
  };
  const real = Float32Array.from({ length: 32 * 784 }, (_, i) => ((i * 37) % 256) / 127.5 - 1);
  const step = async () => gan.readScalars(gan.adversarialStep({
    ...players, batchSize: 32, random,
    drawReal: (count) => tf.tensor4d(real, [count, 28, 28, 1]),
    drawNoise: (count) => gan.uniformNoise(random, count),
  }));`;
const timed = `const times = [];
  for (let i = 0; i < 10; i++) { const began = performance.now(); await take('step')(); times.push(performance.now() - began); }
  print(JSON.stringify(times));`;

process.env.CHROMIUM_PATH = await findChromium();
const [sandbox, bench] = [
  await serve(await buildSandboxPage(), { isolated: true }),
  await serve(await buildPage(), { isolated: true }),
];
const browser = await chromium.launch(launchOptions());
try {
  await measureStart();
  await measureStops();
  await measureSteps();
} finally {
  await browser.close();
  await Promise.all([sandbox.stop(), bench.stop()]);
}

async function measureStart() {
  const found = { cold: [], warm: [], ready: [], again: [] };
  for (let i = 0; i < repeats; i++) {
    const context = await browser.newContext();
    for (const kind of ['cold', 'warm']) {
      const page = await open(context);
      found[kind].push((await runCell(page, 'digits', digits)).firstMs);
      found.again.push((await runCell(page, 'digits', digits)).firstMs);
      await page.close();
    }
    const page = await open(context);
    await page.evaluate(() => window.kernel.ready());
    found.ready.push((await runCell(page, 'digits', digits)).firstMs);
    await context.close();
  }
  say('press to first output, nothing kept by the browser', found.cold);
  say('press to first output, files kept', found.warm);
  say('press to first output, sandbox started before', found.ready);
  say('press to first output, unchanged second run', found.again);
}

async function measureStops() {
  const context = await browser.newContext();
  for (const [name, body] of Object.entries(loops)) {
    const times = [];
    const page = await open(context);
    for (let i = 0; i < repeats; i++) {
      times.push(
        await page.evaluate(async (text) => {
          await window.kernel.ready();
          const running = window.runCell('loop', text);
          await new Promise((resolve) => setTimeout(resolve, 200));
          const pressed = performance.now();
          await window.kernel.stop();
          const ms = performance.now() - pressed;
          await running;
          return ms;
        }, body),
      );
    }
    say(`stop of ${name}`, times);
  }
  await context.close();
}

async function measureSteps() {
  const page = await open(browser);
  const own = await browser.newPage();
  await own.goto(bench.url);
  await own.evaluate(async () => {
    window.bench.site = window.contenders.ours();
    await window.bench.site.open('wasm');
  });
  const { end } = await runCell(page, 'prepare', prepare, ['step']);
  if (end.kind !== 'done') throw new Error(JSON.stringify(end));
  const times = { cell: [], site: [] };
  for (let turn = 0; turn <= 3; turn++) {
    const { outputs } = await runCell(page, 'timed', timed);
    const inCell = JSON.parse(outputs.find(({ kind }) => kind === 'text').text);
    const onSite = await own.evaluate(() => window.bench.site.run(10));
    // The first turn warms up.
    if (turn === 0) continue;
    times.cell.push(...inCell);
    times.site.push(...onSite);
  }
  say('a step of the DCGAN in a cell', times.cell);
  say("a step of the DCGAN in the site's worker", times.site);
}

async function open(context) {
  const page = await context.newPage();
  await page.goto(sandbox.url);
  await page.waitForFunction(() => 'kernel' in window);
  return page;
}

function runCell(page, id, body, defines = []) {
  return page.evaluate(([a, b, c]) => window.runCell(a, b, c), [id, body, defines]);
}

function say(what, times) {
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const numbers = [median(times), least, most].map((ms) => ms.toFixed(0).padStart(6));
  console.log(`${what.padEnd(52)} median ${numbers[0]}   least ${numbers[1]}   most ${numbers[2]}`);
}
