import { describe, expect, it } from 'vitest';
import {
  type Film,
  type Films,
  frameLimit,
  noFilms,
  withRun,
  withSamples,
} from '@components/cells/dcgan-cell/film/films';
import { defaultSettings } from '@lib/controls';
import { dcganControls } from '@components/cells/dcgan-cell/controls';
import type { DcganSettings } from '@lib/models/dcgan-settings';

const settings: DcganSettings = defaultSettings(dcganControls);
const tiles = () => ({
  pixels: new Uint8Array(1),
  rows: 1,
  columns: 1,
  tileHeight: 1,
  tileWidth: 1,
});

type Change = (films: Films) => Films;
const shows =
  (step: number, shown = tiles()): Change =>
  (films) =>
    withSamples(films, { step, tiles: shown });
const opened =
  (fromStep: number | null = null): Change =>
  (films) =>
    withRun(films, { settings, fromStep });
const after = (films: Films, ...changes: Change[]) =>
  changes.reduce((before, change) => change(before), films);
const stepsOf = (film: Film | null) => film?.frames.map(({ step }) => step);

const trained = after(noFilms, opened(), shows(0), shows(12), shows(25), shows(37));

describe('the record of a run', () => {
  it('holds every picture that the run has shown, the untrained one first', () => {
    expect(stepsOf(trained.current)).toEqual([0, 12, 25, 37]);
    expect(trained.current).toMatchObject({ settings, isThinned: false });
    expect(trained.previous).toBeNull();
  });

  it('holds nothing before there is a run', () => {
    expect(after(noFilms, shows(3))).toBe(noFilms);
  });

  it('goes on in a session that takes the run over where it stands', () => {
    const moved = after(trained, opened(37), shows(37), shows(50));
    expect(stepsOf(moved.current)).toEqual([0, 12, 25, 37, 50]);
    expect(moved.previous).toBeNull();
  });

  it('shows the newer of two pictures of one step', () => {
    const second = tiles();
    const films = after(trained, shows(37), shows(37, second));
    expect(stepsOf(films.current)).toEqual([0, 12, 25, 37]);
    expect(films.current?.frames.at(-1)?.tiles).toBe(second);
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
  it('begins a new film and keeps the one before', () => {
    const fresh = after(trained, opened(), shows(0), shows(9));
    expect(stepsOf(fresh.current)).toEqual([0, 9]);
    expect(fresh.previous).toBe(trained.current);
  });

  it('keeps one film before, and not one that holds but the untrained generator', () => {
    const twice = after(trained, opened(), shows(0), opened(), shows(0));
    expect(twice.previous).toBe(trained.current);
    const next = after(twice, shows(5), opened(), shows(0));
    expect(stepsOf(next.previous)).toEqual([0, 5]);
  });
});

describe('a run that goes back', () => {
  it('is cut to the step of the checkpoint, and the film as it was is kept', () => {
    const back = after(trained, opened(20), shows(20), shows(30));
    expect(stepsOf(back.current)).toEqual([0, 12, 20, 30]);
    expect(back.previous).toBe(trained.current);
  });
});
