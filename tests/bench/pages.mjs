/** What Lighthouse makes of every page of the built site. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { launchOptions } from '../../tools/lib/launch-options.mjs';
import { root } from '../../tools/lib/steps.mjs';

/** Fetched when it is asked for: it is larger than all else that the site is built with. */
const lighthouse = 'lighthouse@13.5.0';

/** What a page's row tells, by Lighthouse's names. */
const audits = {
  firstPaintMs: 'first-contentful-paint',
  largestPaintMs: 'largest-contentful-paint',
  blockedMs: 'total-blocking-time',
  layoutShift: 'cumulative-layout-shift',
  bytes: 'total-byte-weight',
};

/**
 * @param url of the site
 * @param folder where it was built, relative to the project
 * @returns for each page Lighthouse's score of performance (0 to 100) on its phone, and what it is made of
 */
export async function benchPages(url, folder) {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)index\.html$/.test(file))
    .map((file) => file.replace(/index\.html$/, ''))
    .sort();
  const pages = [];
  for (const path of paths) pages.push({ path, ...(await judgeSurely(url + path)) });
  return pages;
}

/** Lighthouse now and then loses the beginning of a visit, and asks to be run again. */
async function judgeSurely(url, attempts = 3) {
  try {
    return await judge(url);
  } catch (error) {
    if (attempts === 1) throw error;
    return judgeSurely(url, attempts - 1);
  }
}

async function judge(url) {
  const { executablePath = chromium.executablePath(), args, env } = launchOptions();
  const { stdout } = await promisify(execFile)(
    'npx',
    [
      ...['--yes', lighthouse, url, '--only-categories=performance', '--output=json', '--quiet'],
      `--chrome-flags=--headless=new ${args.join(' ')}`,
    ],
    { env: { ...env, CHROME_PATH: executablePath }, maxBuffer: 2 ** 27 },
  );
  const { categories, audits: found } = JSON.parse(stdout);
  return {
    performance: Math.round(100 * categories.performance.score),
    ...Object.fromEntries(
      Object.entries(audits).map(([name, audit]) => [name, found[audit].numericValue]),
    ),
  };
}
