import { describe, expect, it } from 'vitest';
import {
  experimentValues,
  type ExperimentPage,
  performExperiment,
} from '@components/cells/kit/experiments';

/** A page with one element, which notes what is done to it. */
function pageWith(members: object): { page: ExperimentPage; done: unknown[] } {
  const done: unknown[] = [];
  const events = { scrollIntoView: () => done.push('in view'), dispatchEvent: () => true };
  const element = { ...events, ...members } as unknown as HTMLElement;
  const page: ExperimentPage = {
    find: (cell) => (cell === 'some-cell' ? element : null),
    whenDefined: async () => {
      // The program comes later than the button is pressed.
      await Promise.resolve();
      done.push('defined');
      if ('late' in members) {
        Object.assign(element, { runExperiment: (values: unknown) => done.push(values) });
      }
    },
  };
  return { page, done };
}

describe('an experiment in the text', () => {
  it('brings its cell into view, waits for its program, and hands the values over', async () => {
    const { page, done } = pageWith({ late: true });
    await performExperiment({ cell: 'some-cell', values: 'data=ring&seed=3' }, page);
    expect(done).toEqual(['in view', 'defined', { data: 'ring', seed: '3' }]);
  });

  it('tells its author that the cell is not on the page', async () => {
    const { page } = pageWith({});
    await expect(performExperiment({ cell: 'no-cell', values: '' }, page)).rejects.toThrow(
      '<no-cell>',
    );
  });

  it('tells its author that the cell runs no experiments', async () => {
    const { page } = pageWith({});
    await expect(performExperiment({ cell: 'some-cell', values: '' }, page)).rejects.toThrow(
      'does not run experiments',
    );
  });

  it('reads values as a share link does', () => {
    expect(experimentValues('a=1%202&b=%E5%86%86&a=3')).toEqual({ a: '3', b: '円' });
  });
});
