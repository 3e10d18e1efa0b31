import { openDigits } from './library';
import { bySeed, type Measurement } from './measurement';

/** The first is the cell's own. */
const seeds = [2017, 1, 2, 3];
const settings = {
  generatorLoss: 'non-saturating',
  discriminatorLearningRate: 0.002,
  discriminatorBeta1: 0.5,
  generatorLearningRate: 0.002,
  generatorBeta1: 0.5,
  batchSize: 8,
} as const;
/** Steps of varied digits, then with the much larger step size of G, then with the old one again. */
const [varied, soon, collapsed, after] = [200, 10, 80, 200];
const collapsingRate = 1;
/** Of the real images' diversity: below it, all z give the same image. */
const leastDiversity = 0.1;

/** The collapse that the text provokes, and whether a smaller step size alone ends it. */
export const provokedCollapse: Measurement = {
  name: 'provoked-collapse',
  what: 'A DCGAN collapsed by a large step size of G: what it draws before, during and after.',
  minutes: 3,
  backend: 'wasm',
  settings: { ...settings, seeds, varied, soon, collapsed, after, collapsingRate, leastDiversity },
  async run() {
    const digits = await openDigits();
    const results: Awaited<ReturnType<typeof provoke>>[] = [];
    for (const seed of seeds) results.push(await provoke(digits, seed));
    const collapsedAt = (name: 'diversitySoon' | 'diversityCollapsed' | 'diversityAfter') =>
      results.filter((result) => result[name] < leastDiversity).length;
    return {
      tried: seeds.length,
      /** Seeds that draw one image only: soon after the change, later, and after the change back. */
      soonCollapsed: collapsedAt('diversitySoon'),
      stillCollapsed: collapsedAt('diversityCollapsed'),
      neverRecovered: collapsedAt('diversityAfter'),
      ...bySeed(results),
    };
  },
};

async function provoke(digits: Awaited<ReturnType<typeof openDigits>>, seed: number) {
  console.log(`seed ${seed}`);
  const gan = digits.open({ ...settings, seed });
  const lookAt = async () => {
    const { entropy, diversity } = await digits.look(gan);
    return [entropy, diversity, meanOf(await gan.images())] as const;
  };
  await gan.train(varied);
  const [entropy, diversity, brightness] = await lookAt();
  const { generatorGradient: gradientBefore = NaN } = await gan.train(1);
  gan.change({ generatorLearningRate: collapsingRate });
  await gan.train(soon);
  const [, diversitySoon, brightnessSoon] = await lookAt();
  await gan.train(collapsed - soon);
  const [, diversityCollapsed, brightnessCollapsed] = await lookAt();
  gan.change({ generatorLearningRate: settings.generatorLearningRate });
  const { generatorGradient: gradientAfter = NaN } = await gan.train(after);
  const [entropyAfter, diversityAfter, brightnessAfter] = await lookAt();
  gan.dispose();
  return {
    ...{ entropy, diversity, brightness },
    ...{ diversitySoon, brightnessSoon, diversityCollapsed, brightnessCollapsed },
    ...{ entropyAfter, diversityAfter, brightnessAfter, gradientBefore, gradientAfter },
    /** How many times smaller the gradient on G's weights has become. */
    gradientShrunk: gradientBefore / gradientAfter,
  };
}

/** Of all pixels, in grey levels from 0, black, to 255. */
function meanOf(images: Uint8Array): number {
  return images.reduce((sum, value) => sum + value, 0) / images.length;
}
