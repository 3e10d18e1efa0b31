/** A run that keeps a moving average of its generator's weights. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { activateWasm } from '../backends/wasm/node-wasm';
import {
  arraysOf,
  createTrainer,
  disposeTrainers,
  loadWeights,
  samplesOf,
  saveWeights,
  train,
} from '../support/trainer';

beforeAll(activateWasm);
afterEach(disposeTrainers);

const averaged = { drawnWeights: 'average' } as const;

describe('a run that draws by the average of its weights', () => {
  it('learns the same as one that does not, and draws something else', async () => {
    const [plain, average] = [createTrainer(), createTrainer(averaged)];
    expect(await train(average, 3)).toEqual(await train(plain, 3));
    expect(await samplesOf(average)).not.toEqual(await samplesOf(plain));
    expect(await arraysOf(plain, 'generatorAverage/')).toEqual({});
  });

  it('goes on from a checkpoint as it would have, its average too', async () => {
    const first = createTrainer(averaged);
    await train(first, 2);
    const checkpoint = await first.state();
    const second = createTrainer(averaged);
    second.restore(checkpoint);
    expect(await samplesOf(second)).toEqual(await samplesOf(first));
    await train(first, 2);
    await train(second, 2);
    expect(await samplesOf(second)).toEqual(await samplesOf(first));
  });

  it('begins an average when it is asked for, from the weights as they are', async () => {
    const trainer = createTrainer();
    await train(trainer, 1);
    trainer.update({ ...trainer.settings, ...averaged });
    const own = await arraysOf(trainer, 'generator/');
    const copied = await arraysOf(trainer, 'generatorAverage/');
    expect(copied['generatorAverage/0']).toEqual(own['generator/0']);
    trainer.update({ ...trainer.settings, drawnWeights: 'own' });
    expect(Object.keys(trainer.networks)).toEqual(['generator', 'discriminator']);
  });

  it('saves the average with the networks; without one in the file, it begins anew', async () => {
    const trainer = createTrainer(averaged);
    await train(trainer, 2);
    const pictures = await samplesOf(trainer);
    const saved = await saveWeights(trainer);
    const other = createTrainer({ ...averaged, seed: 7 });
    loadWeights(other, saved);
    const noise = createTrainer({ ...averaged, seed: 7 });
    const { generator, discriminator } = saved;
    if (!generator || !discriminator) throw new Error('two networks learn');
    loadWeights(noise, { generator, discriminator });
    expect(await arraysOf(other, 'generatorAverage/')).not.toEqual(
      await arraysOf(noise, 'generatorAverage/'),
    );
    trainer.restore(await trainer.state());
    expect(await samplesOf(trainer)).toEqual(pictures);
  });
});
