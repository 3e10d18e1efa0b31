/**
 * The DCGAN step (batch 32; one update of D, one of G): ours, the same written with tfjs's own
 * layers and optimizers, and PyTorch's, in turn.
 */
import { cpus } from 'node:os';
import { median, ratio } from './lib/statistics.mjs';
import { findTorch, runTorch } from './lib/torch.mjs';

const backends = ['wasm', 'webgl', 'webgpu', 'cpu'];
/** A contender that takes longer than this for a step is done with after one. */
const patience = 20_000;

/**
 * @param page the bench page, open
 * @param options.rounds how often each contender has its turn
 * @param options.steps steps in a turn of a fast contender
 * @param options.all whether to measure backends that take minutes: the CPU's, and GPU interfaces
 *   that lead to software
 */
export async function benchDcgan(page, { rounds, steps, all }) {
  const contenders = await openContenders(page, all);
  const python = findTorch();
  if (!python) console.log('  no PyTorch: install python3-torch to compare with it');
  const threads = Math.min(2, cpus().length);
  const torch = { name: 'PyTorch', backend: 'CPU', threads, rounds: [] };

  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) await takeTurn(page, contender, steps);
    if (python) {
      const { version, times } = runTorch(python, { steps, threads });
      torch.name = `PyTorch ${version}`;
      torch.rounds.push(times);
    }
    console.log(`  round ${round + 1} of ${rounds}`);
  }
  const measured = [...contenders, ...(python ? [torch] : [])];
  return { rows: measured.map(rowOf), ratios: ratiosOf(measured) };
}

async function openContenders(page, all) {
  const gpus = await page.evaluate(() => window.contenders.ours().findGpus());
  console.log(`  WebGL: ${gpus.webgl}, WebGPU: ${gpus.webgpu}`);
  const isWorthwhile = (backend) =>
    all ? gpus[backend] !== 'none' : backend === 'wasm' || gpus[backend] === 'hardware';
  const contenders = [];
  for (const backend of backends.filter(isWorthwhile)) {
    for (const kind of ['ours', 'ordinary']) {
      const opened = await open(page, kind, backend);
      if (opened) contenders.push(opened);
    }
  }
  return contenders;
}

/** Open a contender and let it do its first steps, which compile. */
async function open(page, kind, backend) {
  const key = `${kind} ${backend}`;
  const name = kind === 'ours' ? 'this site' : 'tfjs, ordinary';
  try {
    const { threads, first } = await page.evaluate(
      async ({ key, kind, backend }) => {
        const contender = window.contenders[kind]();
        window.bench[key] = contender;
        const threads = await contender.open(backend);
        return { threads, first: await contender.run(1) };
      },
      { key, kind, backend },
    );
    const isSlow = first[0] > patience;
    if (!isSlow) await page.evaluate((key) => window.bench[key].run(2), key);
    return { key, name, backend, threads, isSlow, rounds: isSlow ? [first] : [] };
  } catch (error) {
    console.log(`  ${name} on ${backend} cannot be measured: ${error.message.split('\n')[0]}`);
    return null;
  }
}

async function takeTurn(page, contender, steps) {
  if (contender.isSlow) return;
  const last = contender.rounds.at(-1);
  // About as much time for a slow contender as for a fast one.
  const count = last && median(last) > 1000 ? 2 : steps;
  contender.rounds.push(
    await page.evaluate(({ key, count }) => window.bench[key].run(count), {
      key: contender.key,
      count,
    }),
  );
}

function rowOf({ name, backend, threads, rounds }) {
  const times = rounds.flat();
  return {
    name,
    backend,
    threads,
    medianMs: median(times),
    leastMs: Math.min(...times),
    steps: times.length,
  };
}

/** How many times as long every other contender takes as ours on WASM. */
function ratiosOf(measured) {
  const ours = measured.find(({ name, backend }) => name === 'this site' && backend === 'wasm');
  if (!ours) return [];
  return measured
    .filter((other) => other !== ours)
    .map((other) => ({
      name: other.name,
      backend: other.backend,
      timesOurs: ratio(other.rounds, ours.rounds),
    }));
}
