import { type RunEvent, TrainingRun } from '@lib/runtime/training-run';
import { nextTask } from '@lib/runtime/scheduling';
import { Clock, FakeTrainer } from './fake-trainer';

type Options = ConstructorParameters<typeof FakeTrainer>[0] & { stepsPerEpoch?: number };

/** A run of a fake trainer, and what it has told. */
export function setUpRun({ stepsPerEpoch = 5, ...options }: Options = {}) {
  const clock = new Clock();
  const trainer = new FakeTrainer({ clock, ...options });
  const events: RunEvent[] = [];
  const emit = (event: RunEvent) => events.push(event);
  const run = new TrainingRun({ trainer, stepsPerEpoch, emit, gridSize: 8, now: clock.now });
  const ofType = <Type extends RunEvent['type']>(type: Type) =>
    events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
  const statuses = () => ofType('status').map(({ status }) => status);
  return { clock, trainer, run, events, ofType, statuses };
}

/** Let a run train until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 10_000; i++) {
    if (holds()) return;
    await nextTask();
  }
  throw new Error('it never came to hold');
}
