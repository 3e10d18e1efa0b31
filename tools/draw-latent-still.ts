/**
 * Draws the picture that stands in the cell of the space of z before it is run: its first example,
 * computed as the cell does it.
 *
 * usage: node tools/typescript.mjs tools/draw-latent-still.ts
 */
import type * as tf from '@tensorflow/tfjs';
import { planOf } from '@components/cells/latent-space/plan';
import { sampleCount } from '@components/cells/latent-space/settings';
import { initialState, reduce } from '@components/cells/latent-space/state';
import { describe, range } from '@components/cells/latent-space/tile';
import { stackNoise } from '@lib/latent/vectors';
import { LatentSession } from '@lib/runtime/latent/session';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { activateWasm } from './lib/node-backend';
import { writePicture } from './lib/pictures';
import { filesIn, shippedFolder } from './lib/shipped-model';

const session = new LatentSession({
  activateBackend: activateWasm,
  loadShipped: (name): Promise<tf.LayersModel> =>
    loadShippedNetwork(filesIn(`${shippedFolder}/${name}`)),
  loadKept: () => Promise.reject(new Error('Node keeps no generator')),
});
const { seed } = initialState.settings;
const samples = await session.open({ source: { kind: 'shipped' }, seed, count: sampleCount });
for (const recipe of ['thickness', 'width', 'slant'] as const) {
  const opened = reduce(initialState, { type: 'change', settings: { recipe } });
  const { settings, groups } = reduce(opened, { type: 'opened', samples, ownGenerator: null });
  const plan = planOf(settings, groups, samples);
  if (!plan) throw new Error(`the generator draws no examples of "${recipe}"`);
  const digits = await session.draw(stackNoise(plan.noise));
  console.log(
    recipe,
    [0, 1, 2, 3].map((i) => describe(digits, i)),
  );
  if (recipe === initialState.settings.recipe) {
    const file = 'src/components/cells/latent-space/stills/arithmetic.png';
    await writePicture(file, range(digits, 0, 4), { columns: 4 });
  }
}
