/** The record of the reader's run: the samples that it showed, from the same noise each time. */
import type { ImageTiles } from '@lib/data/image-grid';
import type { DcganSettings } from '@lib/models/dcgan-settings';
import { thinned } from './thinning';

export interface FilmFrame {
  /** Steps that the generator had been trained for. */
  readonly step: number;
  readonly tiles: ImageTiles;
}

export interface Film {
  /** As the run was opened with. */
  readonly settings: DcganSettings;
  /** By ascending step, {@link frameLimit} at most. */
  readonly frames: readonly FilmFrame[];
  /** Whether frames have been left out to keep the film small. */
  readonly isThinned: boolean;
}

export interface Films {
  readonly current: Film | null;
  /** The film before: of the run before, or of this run before it went back. One, so that memory stays bounded. */
  readonly previous: Film | null;
}

/** About 12 MB of pixels. */
export const frameLimit = 240;

export const noFilms: Films = { current: null, previous: null };

/**
 * The films after a session was opened: of a run of its own, or of the one before as far as it goes on.
 *
 * @param fromStep step that the session goes on from; `null` for a fresh run
 */
export function withRun(
  { current, previous }: Films,
  { settings, fromStep }: { readonly settings: DcganSettings; readonly fromStep: number | null },
): Films {
  const goesOn = fromStep !== null && current !== null;
  const base = goesOn ? cutAfter(current, fromStep) : { settings, frames: [], isThinned: false };
  const isLeft = current !== null && current.frames.length > 1 && current !== base;
  return { current: base, previous: isLeft ? current : previous };
}

/** The films after the run has shown its samples once more. */
export function withSamples(films: Films, frame: FilmFrame): Films {
  return films.current ? { ...films, current: withFrame(films.current, frame) } : films;
}

/** The film as far as a run has gone back; itself if nothing comes after. */
function cutAfter(film: Film, step: number): Film {
  const frames = film.frames.filter((frame) => frame.step <= step);
  return frames.length === film.frames.length ? film : { ...film, frames };
}

/** A frame more; in place of the last one if no step lies between, as after weights were loaded. */
function withFrame(film: Film, frame: FilmFrame): Film {
  const before = film.frames.filter(({ step }) => step < frame.step);
  const frames = thinned([...before, frame], frameLimit);
  return { ...film, frames, isThinned: film.isThinned || frames.length <= before.length };
}
