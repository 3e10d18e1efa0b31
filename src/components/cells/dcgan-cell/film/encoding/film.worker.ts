/** Makes a film's file away from the page's own thread. */
import { expose, transfer } from 'comlink';
import { encodeFilm } from './encode';
import type { FilmEncodingApi } from './job';
import { drawStep } from './label';

const api: FilmEncodingApi = {
  async encode(job, onProgress) {
    const film = await encodeFilm({ job, drawStep, onProgress });
    return transfer(film, [film.bytes.buffer]);
  },
};

expose(api);
