import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings } from '@lib/controls';
import { averaged } from '@lib/models/family';
import { family, shippedName } from '@lib/models/stackgan';
import type { StackganMatch } from '@lib/models/stackgan-shown';
import type { JoinedNetwork } from '@lib/nn/joined-network';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { readingFailures } from '@components/cells/stackgan/alarm';
import { laneOf, stackganControls } from '@components/cells/stackgan/settings';
import { activateWasm } from '../../backends/wasm/node-wasm';
import { loadShippedWeights } from '../../../../tools/lib/shipped-model';

beforeAll(activateWasm);

const values = { ...defaultSettings(stackganControls), what: 'onward' } as const;
/** Past the patience of every alarm, in Stage-II's part of the run. */
const step = 1001;
const reading = { rightScore: 0.8, wrongScore: 0.2 };

const state = (match: StackganMatch, metrics: Readonly<Record<string, number>> = reading) => ({
  step,
  used: values,
  lanes: [{ metrics: { step, ...metrics }, picture: null, divergedAt: null }],
  watched: { match: { step, value: match } },
});

/** What the cell's watch measures of the shipped networks, of which one loses these runs of layers. */
async function watched(changes: Readonly<Record<string, readonly string[]>> = {}) {
  const settings = laneOf(values);
  const names = family.loads?.(settings) ?? [];
  const load = async (name: string) => [name, await loadShippedWeights(name)] as const;
  const shipped = Object.fromEntries(await Promise.all(names.map(load)));
  expect(names).toContain(shippedName('generator2'));
  const trainer = new AdversarialTrainer({ family, settings, data: { digits: null, shipped } });
  for (const [name, runs] of Object.entries(changes)) {
    silence(averaged(trainer.networks, name) as JoinedNetwork, runs);
  }
  const lane = { step, settings, networks: trainer.networks, picture: () => null };
  const seen = await family.watches?.['match']?.({ digits: null }, null).look([lane]);
  trainer.dispose();
  return seen as StackganMatch;
}

/** Set to 0 what these runs of layers learned. */
function silence(network: JoinedNetwork, runs: readonly string[]): void {
  network.namedShapes.forEach(({ name }, i) => {
    const weight = network.state[i];
    if (runs.some((run) => name.startsWith(`${run}/`))) weight?.assign(tf.zerosLike(weight));
  });
}

describe('the alarms of the StackGAN cell', () => {
  it('are silent for the networks that the site ships', async () => {
    expect(readingFailures(state(await watched()))).toEqual([]);
  });

  it('tell of a Stage-II that does not read', async () => {
    const deaf = await watched({ generator2: ['words', 'tint0', 'tint1', 'tint2'] });
    expect(readingFailures(state(deaf))).toEqual([
      expect.stringContaining('2段目が文を読んでいません'),
    ]);
    const early = { ...state(deaf), step: 700 };
    expect(readingFailures(early)).toEqual([]);
  });

  it('tell of conditions that are the same for every caption', async () => {
    const same = await watched({ generator2: ['mean'] });
    expect(same.variance).toBe(0);
    expect(readingFailures(state(same))).toContainEqual(expect.stringContaining('μの分散が0.00'));
  });

  it('tell of a discriminator for which every caption fits', async () => {
    const metrics = { rightScore: 0.51, wrongScore: 0.5 };
    expect(readingFailures(state(await watched(), metrics))).toEqual([
      expect.stringContaining('識別器が文を読んでいません'),
    ]);
  });
});
