import type { ToyEvent } from '@lib/runtime/toy/protocol';
import type { Client } from './runner';

/** A client whose program is loaded with it. */
export async function createToyClient(onEvent: (event: ToyEvent) => void): Promise<Client> {
  const { ToyClient } = await import('@lib/runtime/toy/client');
  return new ToyClient({ onEvent });
}
