/**
 * How long a reader waits for digits: the built site trains a preset, and the time is taken at the
 * steps after which its Fréchet distance was small, from the records of `npm run measure`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/lib/steps.mjs';
import { median } from './lib/statistics.mjs';

/** The presets by what the cell calls them, each with its record. */
const presets = { お試し: 'quick-preset', 小さなモデル: 'small-preset' };

/**
 * @param context of a browser whose cache is warm
 * @param url of the site
 * @returns for each preset its steps, seed by seed, and the seconds from pressing run until they are
 *   done: the median of the seeds; pictures, curves and quality measurements included, as a reader has them
 */
export async function benchDigits(context, url) {
  const found = [];
  for (const [preset, name] of Object.entries(presets)) {
    const { settings, values } = JSON.parse(
      readFileSync(join(root, 'docs', 'measurements', `${name}.json`), 'utf8'),
    );
    const steps = { legible: values.legible, good: values.good };
    const needed = [...new Set([...steps.legible, ...steps.good])].sort((a, b) => a - b);
    const page = await context.newPage();
    await page.goto(`${url}code/#run`);
    const cell = page.locator('dcgan-cell');
    await cell.scrollIntoViewIfNeeded();
    await cell.getByText(preset, { exact: true }).click();
    await cell.getByRole('button', { name: '実行', exact: true }).hover();
    const times = await page.evaluate(timeSteps, needed);
    await page.close();
    const secondsTo = (list) => median(list.map((step) => times[needed.indexOf(step)] / 1000));
    found.push({
      preset,
      goals: settings.goals,
      steps,
      legibleSeconds: secondsTo(steps.legible),
      goodSeconds: secondsTo(steps.good),
    });
  }
  return found;
}

/** In the page: press run. @returns milliseconds from then until each of the steps is done */
async function timeSteps(steps) {
  const { shadowRoot } = document.querySelector('dcgan-cell');
  const find = (selector, text) =>
    [...shadowRoot.querySelectorAll(selector)].find((found) => found.textContent.trim() === text);
  const stepsDone = () => {
    const [done] = find('dt', 'ステップ').nextElementSibling.textContent.split('/');
    return Number(done.replaceAll(/\D/g, ''));
  };
  const began = performance.now();
  find('button', '実行').click();
  const times = [];
  while (times.length < steps.length) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    while (times.length < steps.length && stepsDone() >= steps[times.length])
      times.push(performance.now() - began);
  }
  return times;
}
