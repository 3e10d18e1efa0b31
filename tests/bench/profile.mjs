/** Print the kernels that our step on WASM spends its time in. */
export async function printProfile(page, steps) {
  const times = await page.evaluate(async (steps) => {
    const ours = window.contenders.ours();
    await ours.open('wasm');
    await ours.run(5);
    return ours.profile(steps);
  }, steps);
  const perStep = (value) => value / steps;
  const total = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  console.log(`${perStep(total).toFixed(1)} ms in kernels of a step; milliseconds, calls, kernel:`);
  for (const { kernel, shapes, calls, milliseconds } of times) {
    const columns = [perStep(milliseconds).toFixed(3), perStep(calls).toFixed(0)];
    console.log(`${columns[0].padStart(9)} ${columns[1].padStart(4)}  ${kernel} ${shapes}`);
  }
}
