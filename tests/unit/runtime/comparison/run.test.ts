/** A comparison of lanes without networks. */
import { describe, expect, it } from 'vitest';
import type { Lane } from '@lib/runtime/comparison/lane';
import type {
  ComparisonLane,
  ComparisonPlan,
  ComparisonRunEvent,
} from '@lib/runtime/comparison/protocol';
import { ComparisonRun } from '@lib/runtime/comparison/run';
import type { DcganSettings } from '@lib/runtime/protocol';
import { checkpointOf, Clock, settings } from '../../support/fake-trainer';
import { until } from '../../support/run';
import { noiseDataset } from '../../support/tiny-mnist';

const tiles = { pixels: new Uint8Array(0), rows: 0, columns: 0, tileHeight: 28, tileWidth: 28 };
const update = { discriminatorLoss: 0.6, realScore: 0.6, fakeScore: 0.4 };

interface FakeOptions {
  readonly clock: Clock;
  /** The step whose loss is not a number. */
  readonly divergesAt?: number;
  readonly throwsAt?: number;
}

/** A lane that writes down what is asked of it. */
class FakeLane implements Omit<Lane, 'generator'> {
  hasDiverged = false;
  steps = 0;
  updates = 0;
  followed = 0;
  isDisposed = false;

  constructor(
    readonly plan: ComparisonLane,
    private readonly options: FakeOptions,
  ) {}

  get generator(): never {
    throw new Error('a fake lane has no networks');
  }

  stepDiscriminator() {
    this.updates += 1;
    return Promise.resolve(update);
  }

  step() {
    this.steps += 1;
    this.options.clock.present += 50;
    if (this.steps === this.options.throwsAt) return Promise.reject(new Error('no memory'));
    const generatorLoss = this.steps === this.options.divergesAt ? NaN : 0.7;
    const generator = { generatorLoss, generatorScore: 0.4, generatorGradient: 1 };
    return Promise.resolve({ step: this.steps, ...update, ...generator });
  }

  state() {
    return Promise.resolve(checkpointOf({ step: this.updates }));
  }

  follow({ step }: { readonly step: number }) {
    this.followed = step;
  }

  samples() {
    return Promise.resolve({ ...tiles, columns: this.steps });
  }

  activations() {
    return Promise.resolve({ generator: [], discriminator: [] });
  }

  dispose() {
    this.isDisposed = true;
  }
}

interface SetUp extends Partial<Pick<ComparisonPlan, 'headStart' | 'showsActivations'>> {
  readonly changes?: readonly Partial<DcganSettings>[];
  readonly options?: readonly Partial<FakeOptions>[];
}

function setUp({ changes = [{}, { generatorLoss: 'saturating' }], options, ...plan }: SetUp = {}) {
  const clock = new Clock();
  const lanes = changes.map(
    (change, i) =>
      new FakeLane({ settings: { ...settings, ...change } }, { clock, ...options?.[i] }),
  );
  const events: ComparisonRunEvent[] = [];
  const run = new ComparisonRun({
    lanes,
    plan: {
      headStart: 0,
      measuresQuality: true,
      showsActivations: false,
      lanes: lanes.map((lane) => lane.plan),
      ...plan,
    },
    measuring: {
      dataset: noiseDataset(10),
      loadClassifier: () => Promise.reject(new Error('there is none')),
    },
    emit: (event) => events.push(event),
    now: clock.now,
  });
  const ofType = <Type extends ComparisonRunEvent['type']>(type: Type) =>
    events.filter(
      (event): event is Extract<ComparisonRunEvent, { type: Type }> => event.type === type,
    );
  const rounds = () => ofType('rounds').flatMap((event) => event.rounds);
  return { clock, lanes: lanes as [FakeLane, FakeLane], run, events, ofType, rounds };
}

describe('rounds', () => {
  it('train every lane once each, and tell all their numbers in order', async () => {
    const { run, lanes, rounds } = setUp();
    await run.begin();
    await run.start();
    await until(() => lanes[1].steps >= 8);
    await run.pause();
    expect(lanes[0].steps).toBe(lanes[1].steps);
    expect(rounds().map(({ step }) => step)).toEqual(
      Array.from({ length: lanes[0].steps }, (_, i) => i + 1),
    );
    expect(rounds()[0]?.lanes).toHaveLength(2);
  });

  it('are one at a time on request, with what there is to see', async () => {
    const { run, lanes, ofType } = setUp({ showsActivations: true });
    await run.begin();
    await run.step();
    await run.step();
    expect(lanes.map(({ steps }) => steps)).toEqual([2, 2]);
    expect(ofType('samples').map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(ofType('activations').map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(ofType('status').at(-1)?.status).toBe('paused');
  });

  it('go on where the numbers of one lane are no longer finite, without it', async () => {
    const { run, lanes, ofType, rounds } = setUp({ options: [{ divergesAt: 2 }] });
    await run.begin();
    for (let i = 0; i < 4; i++) await run.step();
    expect(lanes.map(({ steps }) => steps)).toEqual([2, 4]);
    expect(ofType('diverged')).toEqual([{ type: 'diverged', lane: 0, step: 2 }]);
    expect(rounds().at(-1)?.lanes[0]).toBeNull();
    // The last good picture stays.
    expect(
      ofType('samples')
        .at(-1)
        ?.lanes.map(({ columns }) => columns),
    ).toEqual([1, 4]);
  });

  it('end with a message when no lane is left', async () => {
    const { run, ofType } = setUp({ options: [{ divergesAt: 1 }, { divergesAt: 2 }] });
    await run.begin();
    await run.step();
    await run.step();
    expect(ofType('failure')[0]?.message).toContain('発散');
    await expect(run.step()).rejects.toThrow('リセット');
  });

  it('end with a message when a step fails', async () => {
    const { run, ofType } = setUp({ options: [{ throwsAt: 3 }] });
    await run.begin();
    await run.start();
    await until(() => ofType('failure').length > 0);
    expect(ofType('failure')[0]?.message).toContain('no memory');
  });

  it('go on without a measuring that cannot be had', async () => {
    const { run, lanes, ofType } = setUp();
    await run.begin();
    await run.start();
    // The first measurement is due after 20 s, and a round takes 100 ms by this clock.
    await until(() => lanes[0].steps > 250);
    await run.pause();
    expect(ofType('quality')).toEqual([]);
    expect(ofType('failure')).toEqual([]);
  });
});

describe('a head start', () => {
  it('is trained once for lanes that differ in G’s loss only, which then stand where the first does', async () => {
    const { run, lanes, ofType } = setUp({ headStart: 5 });
    await run.begin();
    await run.start();
    await until(() => lanes[0].steps > 0);
    await run.pause();
    expect(lanes.map(({ updates }) => updates)).toEqual([5, 0]);
    expect(lanes.map(({ followed }) => followed)).toEqual([0, 5]);
    const told = ofType('head-start');
    expect(told.at(-1)).toMatchObject({ updates: 5, lanes: [update, update] });
  });

  it('is each lane’s own where they differ in more', async () => {
    const changes = [{}, { discriminatorLearningRate: 1e-5 }];
    const { run, lanes } = setUp({ headStart: 2, changes });
    await run.begin();
    for (let i = 0; i < 3; i++) await run.step();
    expect(lanes.map(({ updates, steps }) => [updates, steps])).toEqual([
      [2, 1],
      [2, 1],
    ]);
    expect(lanes.map(({ followed }) => followed)).toEqual([0, 0]);
  });
});

it('frees every lane', async () => {
  const { run, lanes } = setUp();
  await run.begin();
  await run.start();
  await run.dispose();
  expect(lanes.every(({ isDisposed }) => isDisposed)).toBe(true);
});
