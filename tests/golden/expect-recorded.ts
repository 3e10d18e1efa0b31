import { describe, expect, it } from 'vitest';
import { type Case, cases } from './cases';
import { readable, readRecorded, record } from './recording';

/**
 * Tests that cells still give what is recorded.
 *
 * To the last digit of a 32-bit float: the same seed on the same backend gives the same numbers, and
 * neither JavaScript nor WebAssembly without relaxed SIMD leaves anything to the machine. Adversarial
 * training makes much of little, so that a tolerance would have to grow with every round.
 */
export function expectRecorded(cells: readonly Case['cell'][]): void {
  describe.each(cells)('%s', (cell) => {
    it('has a recording for each of its cases', async () => {
      const recorded = await readRecorded(cell);
      expect(recorded.map(({ settings }) => settings)).toEqual(
        cases[cell].map(({ settings }) => settings),
      );
    });

    it.each(cases[cell].map((each, i) => ({ ...each, i, text: JSON.stringify(each.settings) })))(
      'gives the same numbers and the same picture as recorded with $text',
      async ({ i, ...request }) => {
        const recorded = (await readRecorded(cell))[i];
        if (!recorded) throw new Error('not recorded');
        expect(readable(await record(request))).toEqual(readable(recorded));
      },
    );
  });
}
