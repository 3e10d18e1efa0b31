import { beforeAll, describe, expect, it } from 'vitest';
import type { ToyFrameEvent, ToyRunEvent, ToyView } from '@lib/runtime/toy/protocol';
import { ToyRun } from '@lib/runtime/toy/run';
import { nextTask } from '@lib/runtime/scheduling';
import type { ToySettings } from '@lib/training/toy-settings';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { deferred } from '../../support/fake-trainer';
import { toySettings, toyView, useCpuKernels } from '../../support/toy';

beforeAll(useCpuKernels);

interface SetUp {
  readonly lanes?: readonly Partial<ToySettings>[];
  readonly view?: Partial<ToyView>;
  /** What the listener answers to a frame. */
  readonly received?: () => Promise<void> | void;
}

/** A run, and what it has told. */
function setUp({ lanes = [{}], view = {}, received }: SetUp = {}) {
  const trainers = lanes.map(
    (changes) => new ToyTrainer({ settings: { ...toySettings, ...changes } }),
  );
  const events: ToyRunEvent[] = [];
  const emit = (event: ToyRunEvent) => {
    events.push(event);
    return event.type === 'frame' ? received?.() : undefined;
  };
  const run = new ToyRun({ trainers, view: { ...toyView, ...view }, emit });
  const frames = () => events.filter((event): event is ToyFrameEvent => event.type === 'frame');
  const told = () => events.map((event) => (event.type === 'status' ? event.status : event.type));
  const step = () => trainers.map((trainer) => trainer.step);
  return { run, trainers, events, frames, told, step };
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 5000 && !holds(); i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(holds()).toBe(true);
}

describe('a run of small GANs', () => {
  it('trains at full speed until it is paused, and says so', async () => {
    const { run, told, step } = setUp();
    await run.start({ kind: 'full' });
    await until(() => (step()[0] ?? 0) > 50);
    await run.pause();
    const [paused] = step();
    await nextTask();
    expect(step()[0]).toBe(paused);
    expect(told()[0]).toBe('running');
    expect(told().slice(-2)).toEqual(['frame', 'paused']);
  });

  it('trains its lanes in lock-step', async () => {
    const { run, step } = setUp({ lanes: [{}, { loss: 'saturating' }] });
    await run.start({ kind: 'full' });
    await until(() => (step()[0] ?? 0) > 20);
    await run.pause();
    expect(step()[0]).toBe(step()[1]);
  });

  it('trains so many rounds from frame to frame', async () => {
    const { run, frames } = setUp();
    await run.start({ kind: 'rounds-per-frame', rounds: 3 });
    await until(() => frames().length >= 4);
    await run.pause();
    const steps = frames().map(({ lanes }) => lanes[0]?.metrics.step);
    expect(steps.slice(0, 4)).toEqual([3, 6, 9, 12]);
  });

  it('shows every update of its own in slow motion, D’s before G’s', async () => {
    const { run, frames } = setUp({ lanes: [{ discriminatorSteps: 2 }] });
    await run.start({ kind: 'slow-motion', seconds: 0.01 });
    await until(() => frames().length >= 6);
    await run.pause();
    expect(
      frames()
        .slice(0, 6)
        .map(({ cause }) => cause),
    ).toEqual([
      'discriminator',
      'discriminator',
      'generator',
      'discriminator',
      'discriminator',
      'generator',
    ]);
  });

  it('pauses at once in the middle of slow motion, and changes its pace there', async () => {
    const { run, frames, step } = setUp();
    await run.start({ kind: 'slow-motion', seconds: 100 });
    await until(() => frames().length === 1);
    await run.start({ kind: 'full' });
    await until(() => (step()[0] ?? 0) > 5);
    await run.start({ kind: 'slow-motion', seconds: 100 });
    await nextTask();
    await run.pause();
  });

  it('does one thing at a time when asked, a loop under way being paused first', async () => {
    const { run, trainers, frames, told } = setUp();
    await run.start({ kind: 'full' });
    await run.once('generator', (trainer) => trainer.stepGenerator());
    expect(told()).toContain('paused');
    expect(frames().at(-1)?.cause).toBe('generator');
    const before = trainers[0]?.metrics.discriminatorUpdates ?? NaN;
    await run.stepDiscriminator(30);
    expect(trainers[0]?.metrics.discriminatorUpdates).toBe(before + 30);
    expect(frames().at(-1)?.cause).toBe('discriminator');
  });
});

describe('frames', () => {
  it('hold what the view asks for, and nothing else', () => {
    const { run, frames } = setUp();
    run.show('open');
    const [lane] = frames()[0]?.lanes ?? [];
    expect(lane?.points).toHaveLength(2 * toyView.points);
    expect(lane?.outputs).toHaveLength(toyView.mapCells ** 2);
    expect(lane?.arrows.arrows).toHaveLength(2 * toyView.arrows);
    expect(lane?.lattice).toHaveLength(2 * (toyView.latticeSteps + 1) ** 2);
    expect(lane?.comparison?.coverage?.counts).toHaveLength(8);
    expect(lane?.density).toBeNull();
    run.setView({ points: 0, mapCells: 0, arrows: 0, latticeSteps: 0, comparison: false });
    const [empty] = frames()[1]?.lanes ?? [];
    expect(empty).toMatchObject({ points: {}, comparison: null });
    expect(empty?.points).toHaveLength(0);
  });

  it('show the generator’s density on the line', () => {
    const { run, frames } = setUp({ lanes: [{ data: 'two-peaks', noiseDimension: 1 }] });
    run.show('open');
    const density = frames()[0]?.lanes[0]?.density;
    expect(density?.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
  });

  it('wait until the page is done with the last one', async () => {
    const gate = deferred();
    const { run, frames, step } = setUp({ received: () => gate.promise });
    await run.start({ kind: 'full' });
    await until(() => frames().length === 1);
    const [before = 0] = step();
    await until(() => (step()[0] ?? 0) > before + 200);
    expect(frames()).toHaveLength(1);
    gate.resolve();
    await until(() => frames().length > 1);
    await run.pause();
  });

  it('come at most 60 times a second', async () => {
    const { run, frames } = setUp();
    const began = performance.now();
    await run.start({ kind: 'full' });
    await until(() => frames().length >= 8);
    // Of the first frame nobody waits.
    expect(performance.now() - began).toBeGreaterThan(7 * (1000 / 60) - 1);
    await run.pause();
  });

  it('go on when the page could not take one', async () => {
    const { run, frames } = setUp({ received: () => Promise.reject(new Error('no')) });
    await run.start({ kind: 'full' });
    await until(() => frames().length > 2);
    await run.pause();
  });

  it('tell how many rounds are done a second', async () => {
    const { run, frames } = setUp();
    await run.start({ kind: 'full' });
    await until(() => frames().length > 10);
    await run.pause();
    expect(frames().at(-1)?.roundsPerSecond).toBeGreaterThan(10);
  });
});

describe('a run that diverges', () => {
  it('stops, shows where it stands, says why, and refuses to go on', async () => {
    const { run, told, events } = setUp({
      lanes: [
        {
          optimizer: 'sgd',
          generatorLearningRate: 1e30,
          discriminatorLearningRate: 1e30,
          activation: 'relu',
        },
      ],
    });
    await run.start({ kind: 'full' });
    await until(() => told().includes('failure'));
    expect(told().slice(-2)).toEqual(['frame', 'failure']);
    expect(events.at(-1)).toMatchObject({ kind: 'diverged' });
    await expect(run.start({ kind: 'full' })).rejects.toThrow(/リセット/);
    await expect(run.stepDiscriminator(1)).rejects.toThrow(/リセット/);
    await run.dispose();
  });
});
