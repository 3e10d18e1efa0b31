/** Full steps of the 2-D GAN (batch 150, two hidden layers of 14 in each network) in a second. */
import { median } from './lib/statistics.mjs';

/**
 * @param page the bench page, open
 * @param seconds how long to measure
 * @returns the median of the seconds, sending only numbers and sending what a cell draws
 */
export async function benchToy(page, seconds) {
  const measure = async (view) =>
    median(
      await page.evaluate(({ view, seconds }) => window.measureToy(view, seconds), {
        view,
        seconds,
      }),
    );
  return { seconds, numbers: await measure('numbers'), pictures: await measure('pictures') };
}
