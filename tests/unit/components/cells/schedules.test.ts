/**
 * Readers in a hurry: whatever they press, type, choose and leave in whatever order, while commands are
 * under way and workers fail, a cell that trains says what is so, and what was asked of it is done or
 * told of.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { trainingCells } from '../../support/cells';
import { type Appointment, type Deed, Scene } from '../../support/scene';

/** Of every cell. */
const schedules = { numRuns: 300, seed: 1 };

const often = ['run', 'pause', 'step', 'reset', 'commit', 'leave'] as const;
const sometimes = ['turn', 'resume', 'rewind', 'redraw', 'ask', 'weights', 'data', 'hide'] as const;
const accidents = ['die', 'diverge', 'lose-gpu'] as const;

const number = fc.nat({ max: 40 });
const setting = (...kinds: ('type' | 'choose' | 'link' | 'experiment')[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), name: number, value: number });

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom(...often) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom(...sometimes) }) },
  { weight: 4, arbitrary: setting('type', 'choose', 'choose', 'link', 'experiment') },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('preset', 'speed', 'backend', 'resume-on'),
      which: number,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom(...accidents) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('mishap' as const),
      of: fc.constantFrom('load', 'open', 'command'),
    }),
  },
);

const appointment: fc.Arbitrary<Appointment> = fc.record({
  wait: fc.constantFrom(0, 0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 300, 2000),
  deed,
});

const uncaught: unknown[] = [];
const onUncaught = (error: unknown) => {
  uncaught.push(error);
};
process.on('unhandledRejection', onUncaught);
afterAll(() => {
  process.off('unhandledRejection', onUncaught);
});

describe.each(trainingCells)('$element', ({ declaration }) => {
  it('says what is so, and loses nothing, whatever a reader does in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(appointment, { minLength: 1, maxLength: 16, size: 'max' }),
        fc.boolean(),
        async (appointments, isPolite) => {
          uncaught.length = 0;
          await new Scene(declaration).play(appointments, isPolite);
          expect(uncaught).toEqual([]);
        },
      ),
      schedules,
    );
  });
});
