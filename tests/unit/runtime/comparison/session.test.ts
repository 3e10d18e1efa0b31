/** A comparison of real DCGANs on a real backend. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ComparisonEvent, ComparisonPlan } from '@lib/runtime/comparison/protocol';
import { ComparisonSession } from '@lib/runtime/comparison/session';
import { activateWasm } from '../../backends/wasm/node-wasm';
import { settings } from '../../support/fake-trainer';
import { noiseDataset } from '../../support/tiny-mnist';

beforeAll(activateWasm);

const sessions: ComparisonSession[] = [];
afterEach(async () => {
  // Opening another ends the one before; an empty one frees all.
  for (const session of sessions.splice(0)) await open(session, { ...plan, lanes: [] }, []);
});

const plan: ComparisonPlan = {
  lanes: [
    { settings: { ...settings, generatorLoss: 'saturating' } },
    { settings: { ...settings, generatorLoss: 'non-saturating' } },
  ],
  headStart: 2,
  measuresQuality: false,
  showsActivations: false,
};

function open(session: ComparisonSession, opened: ComparisonPlan, events: ComparisonEvent[]) {
  return session.open({ ...opened, run: 1, backend: 'auto' }, (event) => events.push(event));
}

function createSession(): ComparisonSession {
  const session = new ComparisonSession({
    activateBackend: () =>
      Promise.resolve({ backend: 'wasm', threads: 1, chosenBy: 'reader', measurements: [] }),
    loadImages: () => Promise.resolve(noiseDataset(20)),
    loadClassifier: () => Promise.reject(new Error('not asked for')),
    onDeviceLost: () => undefined,
  });
  sessions.push(session);
  return session;
}

async function told(opened: ComparisonPlan, steps: number) {
  const session = createSession();
  const events: ComparisonEvent[] = [];
  await open(session, opened, events);
  for (let i = 0; i < steps; i++) await session.step();
  return {
    rounds: events.flatMap((event) => (event.type === 'rounds' ? event.rounds : [])),
    samples: events.flatMap((event) => (event.type === 'samples' ? [event.lanes] : [])),
    activations: events.flatMap((event) => (event.type === 'activations' ? [event.lanes] : [])),
  };
}

describe('the two losses side by side', () => {
  it('draw the same before G has learned, and meet with the same D in the first round', async () => {
    const { rounds, samples } = await told(plan, 4);
    expect(samples[0]?.[0]).toEqual(samples[0]?.[1]);
    expect(samples.at(-1)?.[0]).not.toEqual(samples.at(-1)?.[1]);
    const [saturating, nonSaturating] = rounds[0]?.lanes ?? [];
    expect(saturating?.discriminatorLoss).toBe(nonSaturating?.discriminatorLoss);
    expect(saturating?.generatorScore).toBe(nonSaturating?.generatorScore);
    expect(saturating?.generatorGradient).not.toBe(nonSaturating?.generatorGradient);
  });

  it('are the same again from the same seed', async () => {
    expect((await told(plan, 3)).rounds).toEqual((await told(plan, 3)).rounds);
  });

  it('have the head start that each would have had alone', async () => {
    const alone = await told({ ...plan, lanes: plan.lanes.slice(1) }, 3);
    const together = await told(plan, 3);
    expect(together.rounds[0]?.lanes[1]).toEqual(alone.rounds[0]?.lanes[0]);
  });
});

it('shows what goes into each activation, with and without batch normalization', async () => {
  const lanes = [
    { settings },
    { settings, variant: { generatorNormalization: 'none', discriminatorNormalization: 'hidden' } },
  ] as const;
  const { activations } = await told(
    { lanes, headStart: 0, measuresQuality: false, showsActivations: true },
    1,
  );
  const [normalized, plain] = activations.at(-1) ?? [];
  const kinds = (lane: typeof plain, network: 'generator' | 'discriminator') =>
    lane?.[network].map(({ className }) => className);
  expect(kinds(normalized, 'generator')).toEqual([
    ...(Array(3).fill('BatchNormalization') as string[]),
    'Conv2D',
  ]);
  expect(kinds(plain, 'generator')).toEqual(['Dense', 'Dense', 'Conv2D', 'Conv2D']);
  expect(kinds(normalized, 'discriminator')).toEqual(['Conv2D', 'Conv2D', 'Dense', 'Dense']);
  expect(kinds(plain, 'discriminator')?.slice(1, 3)).toEqual([
    'BatchNormalization',
    'BatchNormalization',
  ]);
  for (const { mean, standardDeviation } of normalized?.generator.slice(0, 3) ?? []) {
    expect(mean).toBeCloseTo(0, 1);
    expect(standardDeviation).toBeCloseTo(1, 1);
  }
});

it('leaves nothing on the backend once another comparison is opened', async () => {
  const session = createSession();
  await open(session, plan, []);
  await session.step();
  await open(session, { ...plan, lanes: [] }, []);
  const before = tf.memory().numTensors;
  await open(session, plan, []);
  for (let i = 0; i < 3; i++) await session.step();
  await open(session, { ...plan, lanes: [] }, []);
  expect(tf.memory().numTensors).toBe(before);
});
