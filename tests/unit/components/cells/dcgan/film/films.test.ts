import { describe, expect, it } from 'vitest';
import {
  type Film,
  type Films,
  frameLimit,
  noFilms,
  record,
} from '@components/cells/dcgan/film/films';
import type { Action } from '@components/cells/dcgan/state';
import { event, events, opened, opening, settings } from '../../../../support/dcgan-cell-fixtures';

const shows = (step: number): Action => event(events.samples(step));
const after = (films: Films, ...actions: Action[]) => actions.reduce(record, films);
const stepsOf = (film: Film | null) => film?.frames.map(({ step }) => step);

const trained = after(noFilms, opening(), shows(0), opened, shows(12), shows(25), shows(37));

describe('the record of a run', () => {
  it('holds every picture that the run has shown, the untrained one first', () => {
    expect(stepsOf(trained.current)).toEqual([0, 12, 25, 37]);
    expect(trained.current).toMatchObject({ settings, isThinned: false });
    expect(trained.previous).toBeNull();
  });

  it('goes on in a session that takes the run over where it stands', () => {
    const moved = after(trained, opening(37), shows(37), opened, shows(50));
    expect(stepsOf(moved.current)).toEqual([0, 12, 25, 37, 50]);
    expect(moved.previous).toBeNull();
  });

  it('shows the newer of two pictures of one step', () => {
    const [first, second] = [events.samples(37), events.samples(37)];
    const films = after(trained, event(first), event(second));
    expect(stepsOf(films.current)).toEqual([0, 12, 25, 37]);
    const { tiles } = second as Extract<typeof second, { type: 'samples' }>;
    expect(films.current?.frames.at(-1)?.tiles).toBe(tiles);
  });

  it('is not touched by what has nothing to do with pictures', () => {
    const others: Action[] = [
      event(events.metrics(38, 39)),
      event(events.status('paused')),
      { type: 'stepping' },
      { type: 'notice', notice: null },
    ];
    for (const action of others) expect(record(trained, action)).toBe(trained);
  });

  it('stays in bounds however long the run is, and says that frames were left out', () => {
    const long = Array.from({ length: 600 }, (_, i) => shows(40 + 10 * i));
    const { current } = after(trained, ...long);
    expect(current?.frames).toHaveLength(frameLimit);
    expect(stepsOf(current)?.at(0)).toBe(0);
    expect(stepsOf(current)?.at(-1)).toBe(40 + 10 * 599);
    expect(current?.isThinned).toBe(true);
  });
});

describe('a new run', () => {
  it('takes nothing away until it is open', () => {
    const waiting = after(trained, opening(), shows(0));
    expect(stepsOf(waiting.current)).toEqual([0, 12, 25, 37]);
    const failed = after(waiting, { type: 'open-failed', message: '壊れました。' }, shows(40));
    expect(stepsOf(failed.current)).toEqual([0, 12, 25, 37, 40]);
  });

  it('begins a new film and keeps the one before', () => {
    const fresh = after(trained, opening(), shows(0), opened, shows(9));
    expect(stepsOf(fresh.current)).toEqual([0, 9]);
    expect(fresh.previous).toBe(trained.current);
  });

  it('keeps one film before, and not one that holds but the untrained generator', () => {
    const twice = after(trained, opening(), shows(0), opened, opening(), shows(0), opened);
    expect(twice.previous).toBe(trained.current);
    const next = after(twice, shows(5), opening(), shows(0), opened);
    expect(stepsOf(next.previous)).toEqual([0, 5]);
  });

  it('leaves the film when the worker was let go', () => {
    const closed = after(trained, { type: 'closed', notice: null });
    expect(closed.current).toBe(trained.current);
  });
});

describe('a run that goes back', () => {
  it('is cut to the step of the checkpoint, and the film as it was is kept', () => {
    const back = after(trained, opening(20), shows(20), opened, shows(30));
    expect(stepsOf(back.current)).toEqual([0, 12, 20, 30]);
    expect(back.previous).toBe(trained.current);
  });

  it('is cut after a failure too, which may come while a session is being opened', () => {
    const lost = after(trained, opening(), shows(0), event(events.failure('device-lost', 12)));
    expect(stepsOf(lost.current)).toEqual([0, 12, 25, 37]);
    const resumed = after(lost, opening(12), shows(12), opened);
    expect(stepsOf(resumed.current)).toEqual([0, 12]);
  });
});
