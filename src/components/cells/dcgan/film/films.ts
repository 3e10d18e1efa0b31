/** The record of the reader's run: the samples that it showed, from the same noise each time. */
import type { DcganSettings, ImageTiles, RuntimeEvent } from '@lib/runtime/protocol';
import type { Action } from '../state';
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
  /** What a session that is being opened has shown so far; nothing is taken from the reader before it is open. */
  readonly arriving: Arriving | null;
}

interface Arriving {
  /** Step that the session goes on from; `null` for a fresh run. */
  readonly fromStep: number | null;
  readonly frames: readonly FilmFrame[];
}

/** About 12 MB of pixels. */
export const frameLimit = 240;

export const noFilms: Films = { current: null, previous: null, arriving: null };

/** The films after an action on the cell. */
export function record(films: Films, action: Action): Films {
  switch (action.type) {
    case 'opening':
      return { ...films, arriving: { fromStep: action.fromStep, frames: [] } };
    case 'opened':
      return opened(films, action.settings);
    case 'open-failed':
    case 'closed':
      return { ...films, arriving: null };
    case 'event':
      return onEvent(films, action.event);
    default:
      return films;
  }
}

function onEvent(films: Films, event: RuntimeEvent): Films {
  // The session that was being opened will not come any more.
  if (event.type === 'failure') return { ...films, arriving: null };
  if (event.type !== 'samples') return films;
  const frame = { step: event.step, tiles: event.tiles };
  const { arriving, current } = films;
  if (arriving) {
    return { ...films, arriving: { ...arriving, frames: [...arriving.frames, frame] } };
  }
  return current ? { ...films, current: withFrame(current, frame) } : films;
}

function opened({ current, previous, arriving }: Films, settings: DcganSettings): Films {
  const { fromStep = null, frames = [] } = arriving ?? {};
  const goesOn = fromStep !== null && current !== null;
  const base = goesOn ? cutAfter(current, fromStep) : { settings, frames: [], isThinned: false };
  const isLeft = current !== null && current.frames.length > 1 && current !== base;
  return {
    current: frames.reduce(withFrame, base),
    previous: isLeft ? current : previous,
    arriving: null,
  };
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
