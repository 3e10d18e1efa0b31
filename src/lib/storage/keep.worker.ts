/** Writes a generator away from the page's own thread: tens of megabytes take a while. */
import { expose } from 'comlink';
import type { SavedNetwork } from '../nn/network';
import { type AboutGenerator, openGeneratorKeep } from './kept-generator';

const api = {
  async keep(network: SavedNetwork, about: AboutGenerator): Promise<void> {
    await (await openGeneratorKeep()).keep(network, about);
  },
};

export type KeepWorkerApi = typeof api;
expose(api);
