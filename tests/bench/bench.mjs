/**
 * Measures the site's training, side by side with the alternatives, in one run on one machine, and
 * writes the tables to tests/bench/results/.
 *
 * usage: npm run bench -- [--rounds 5] [--steps 10] [--memory-steps 500] [--toy-seconds 10] [--site dist] [--all] [--only-site] [--profile]
 *   --site     the folder of the built site, relative to the project
 *   --all      also backends that take minutes for a step
 *   --only-site  only what the built site shows, into the terminal
 *   --profile  only list the kernels that a step spends its time in
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { benchDcgan } from './dcgan.mjs';
import { buildPage } from './lib/build-page.mjs';
import { writeReport } from './lib/report.mjs';
import { launchOptions } from '../../tools/lib/launch-options.mjs';
import { serve } from '../../tools/lib/serve.mjs';
import { benchMemory } from './memory.mjs';
import { printProfile } from './profile.mjs';
import { benchSite } from './site.mjs';
import { benchToy } from './toy.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    steps: { type: 'string', default: '10' },
    'memory-steps': { type: 'string', default: '500' },
    'toy-seconds': { type: 'string', default: '10' },
    site: { type: 'string', default: 'dist' },
    all: { type: 'boolean', default: false },
    'only-site': { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});

const browser = await chromium.launch(launchOptions({ args: ['--enable-unsafe-webgpu'] }));
const server = await serve(await buildPage(), { isolated: true });
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  if (values['only-site'])
    console.log(JSON.stringify(await benchSite(browser, values.site), null, 1));
  else if (values.profile) await printProfile(page, Number(values.steps));
  else await measure(page);
} finally {
  await browser.close();
  await server.stop();
}

async function measure(page) {
  console.log('DCGAN step');
  const options = { rounds: Number(values.rounds), steps: Number(values.steps), all: values.all };
  const dcgan = await benchDcgan(page, options);
  console.log('2-D GAN');
  const toy = await benchToy(page, Number(values['toy-seconds']));
  console.log('memory');
  const memory = await benchMemory(page, Number(values['memory-steps']));
  await page.close();
  console.log('the site');
  const site = await benchSite(browser, values.site);
  const report = await writeReport({
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0].model.trim()}, ${cpus().length} cores`,
    browser: browser.version(),
    dcgan,
    toy,
    memory,
    site,
  });
  console.log(`\n${report}`);
}
