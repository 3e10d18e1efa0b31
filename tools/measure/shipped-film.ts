import film from '@components/cells/dcgan-cell/stills/film.json';
import type { Measurement } from './measurement';

/** Where the film lingers: most of what changes, changes early. */
const early = 1000;

/** The shipped film of the run with the article's settings, counted. */
export const shippedFilm: Measurement = {
  name: 'shipped-film',
  what: 'The shipped film of a run with the article’s settings: how many pictures it has, and of when.',
  minutes: 0.1,
  backend: 'wasm',
  settings: { ...film.settings, early },
  run() {
    const { steps } = film;
    return {
      pictures: steps.length,
      earlyPictures: steps.filter((step) => step <= early).length,
      lastStep: steps.at(-1) ?? NaN,
    };
  },
};
