/** Two real DCGANs side by side on a real backend. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ImageTiles } from '@lib/data/image-grid';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { ActivationsReading } from '@lib/session/parts/activations-watch';
import type { OpenRequest, SessionEvent } from '@lib/session/protocol';
import { Session } from '@lib/session/session';
import { activateWasm } from '../backends/wasm/node-wasm';
import { report, requestOf } from '../support/fake-session';
import { settings } from '../support/settings';
import { noiseDataset } from '../support/tiny-mnist';

beforeAll(activateWasm);

const sessions: Session[] = [];
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
});

const losses: readonly DcganLane[] = (['saturating', 'non-saturating'] as const).map(
  (generatorLoss) => ({ ...settings, generatorLoss, measuresGenerator: true }),
);

function createSession(): Session {
  const session = new Session({
    activateBackend: () => Promise.resolve(report),
    loadData: () => Promise.resolve(noiseDataset(20)),
    loadShipped: () => Promise.reject(new Error('not asked for')),
    loadClassifier: () => Promise.reject(new Error('not asked for')),
    onDeviceLost: () => undefined,
  });
  sessions.push(session);
  return session;
}

async function open(session: Session, changes: Partial<OpenRequest>): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  const view = { kind: 'grid', side: 4 };
  const request = { ...requestOf(losses), family: 'dcgan-mnist', view, headStart: 2 };
  await session.open({ ...request, ...changes }, (event) => {
    events.push(event);
  });
  return events;
}

async function told(changes: Partial<OpenRequest>, rounds: number) {
  const session = createSession();
  const events = await open(session, changes);
  for (let i = 0; i < rounds; i++) await session.step();
  const frames = events.filter((event) => event.type === 'frame');
  return {
    rounds: frames.flatMap((frame) => frame.rounds),
    samples: frames.flatMap(({ pictures }) =>
      pictures ? [pictures as readonly (ImageTiles | null)[]] : [],
    ),
    activations: events.flatMap((event) =>
      event.type === 'watch' ? [event.value as ActivationsReading] : [],
    ),
  };
}

describe('the two losses side by side', () => {
  it('draw the same before G has learned, and meet with the same D in the first round', async () => {
    const { rounds, samples } = await told({}, 2);
    expect(samples[0]?.[0]).toEqual(samples[0]?.[1]);
    expect(samples.at(-1)?.[0]).not.toEqual(samples.at(-1)?.[1]);
    const [saturating, nonSaturating] = rounds[0]?.lanes ?? [];
    expect(saturating?.['discriminatorLoss']).toBe(nonSaturating?.['discriminatorLoss']);
    expect(saturating?.['generatorScore']).toBe(nonSaturating?.['generatorScore']);
    expect(saturating?.['generatorGradient']).not.toBe(nonSaturating?.['generatorGradient']);
  });

  it('are the same again from the same seed', async () => {
    expect((await told({}, 2)).rounds).toEqual((await told({}, 2)).rounds);
  });

  it('have the head start that each would have had alone', async () => {
    const alone = await told({ lanes: losses.slice(1) }, 1);
    const together = await told({}, 1);
    expect(together.rounds[0]?.lanes[1]).toEqual(alone.rounds[0]?.lanes[0]);
  });
});

it('shows what goes into each activation, with and without batch normalization', async () => {
  const variant = { generatorNormalization: 'none', discriminatorNormalization: 'hidden' } as const;
  const lanes = [settings, { ...settings, variant }];
  const { activations } = await told({ lanes, headStart: 0, watches: { activations: null } }, 1);
  expect(activations).toHaveLength(2);
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

it('leaves nothing on the backend once it is closed', async () => {
  const session = createSession();
  await open(session, {});
  await session.step();
  await session.close();
  const before = tf.memory().numTensors;
  await open(session, { watches: { activations: null } });
  for (let i = 0; i < 3; i++) await session.step();
  await session.close();
  expect(tf.memory().numTensors).toBe(before);
});
