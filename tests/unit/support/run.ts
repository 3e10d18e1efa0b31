import type { Watch } from '@lib/models/family';
import { nextTask } from '@lib/scheduling';
import { type LoopOptions, TrainingLoop } from '@lib/session/loop';
import type { RunEvent } from '@lib/session/protocol';
import { Watches } from '@lib/session/watches';
import { Clock, FakeTrainer, type FakeTrainerOptions } from './fake-trainer';

interface SetUp extends Partial<Omit<LoopOptions, 'trainers' | 'watches' | 'emit'>> {
  /** Trained as they are, in place of new ones. */
  readonly trainers?: readonly FakeTrainer[];
  /** Of each lane; one that is like any if left out. */
  readonly lanes?: readonly FakeTrainerOptions[];
  readonly watches?: Readonly<Record<string, Watch>>;
  /** What the listener answers to a frame. */
  readonly received?: () => Promise<void> | void;
  /** Whether time passes by itself. */
  readonly hasRealClock?: boolean;
  /** Rounds after which the run is finished; never if left out. */
  readonly total?: number;
}

/** How images are told of: numbers ten times a second, pictures once, at a tenth of the time. */
const pacing = { numbers: { interval: 100, share: 1 }, pictures: { interval: 1000, share: 0.1 } };

/** A loop of fake trainers, and what it has told. */
export function setUpLoop(options: SetUp = {}) {
  const { lanes = [{}], received, hasRealClock = false, total, ...rest } = options;
  const clock = new Clock();
  const now = hasRealClock ? () => performance.now() : clock.now;
  const trainers = options.trainers ?? lanes.map((lane) => new FakeTrainer({ clock, ...lane }));
  const events: RunEvent[] = [];
  const emit = (event: RunEvent) => {
    events.push(event);
    return event.type === 'frame' ? received?.() : undefined;
  };
  const loop = new TrainingLoop({
    view: 'all',
    headStart: 0,
    areTwinsAhead: false,
    totalRounds: () => trainers[0]?.settings.total ?? total ?? null,
    pacing,
    tellsEveryRound: true,
    keepsLastGood: true,
    ...rest,
    trainers,
    watches: new Watches(options.watches ?? {}, emit, now),
    emit,
    now,
  });
  const ofType = <Type extends RunEvent['type']>(type: Type) =>
    events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
  const statuses = () => ofType('status').map(({ status }) => status);
  const frames = () => ofType('frame');
  /** Frames with pictures. */
  const shown = () => frames().filter(({ pictures }) => pictures !== null);
  const rounds = () => frames().flatMap((frame) => frame.rounds);
  const [trainer] = trainers as [FakeTrainer];
  return { clock, trainer, trainers, loop, events, ofType, statuses, frames, shown, rounds };
}

/** Let a run train until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    if (holds()) return;
    await nextTask();
  }
  throw new Error('it never came to hold');
}

/** Let pass what would be done by itself. */
export async function idle(): Promise<void> {
  for (let i = 0; i < 20; i++) await nextTask();
}
