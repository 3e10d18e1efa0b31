/** Whether training keeps to the memory that it has after its first steps. */

/** Steps between two looks. */
const between = 50;

/**
 * @param page the bench page, open, with ours on WASM
 * @param steps how many to train
 * @returns what was in use after the first steps and at the end
 */
export async function benchMemory(page, steps) {
  const look = () => page.evaluate(() => window.bench['ours wasm'].memory());
  const run = (count) =>
    page.evaluate((count) => window.bench['ours wasm'].run(count).then(() => null), count);
  await run(between);
  const start = await look();
  for (let done = between; done < steps; done += between) {
    await run(Math.min(between, steps - done));
  }
  return { steps, start, end: await look() };
}
