import { afterEach, describe, expect, it } from 'vitest';
import { MlpClient } from '@components/cells/mlp-gan/client';
import { type Action, initialState, reduce } from '@components/cells/mlp-gan/state';
import { fakeApi, fakeWorker, request } from '../../../support/fake-worker';

const clients: MlpClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

function setUp(...actions: readonly Action[]) {
  let state = actions.reduce(reduce, initialState);
  const { api } = fakeApi();
  const client = new MlpClient({
    getState: () => state,
    onEvent: () => undefined,
    createWorker: () => fakeWorker(api).worker,
  });
  clients.push(client);
  const act = (action: Action) => (state = reduce(state, action));
  return { api, client, act };
}

const opening: Action = {
  type: 'opening',
  surroundings: { backend: 'auto', source: { kind: 'shipped' } },
  fromStep: null,
};

describe('the client of the perceptrons', () => {
  it('opens sessions that train them, with the dropout that was chosen by then', async () => {
    const { api, client, act } = setUp({ type: 'dropout', dropout: 'off' }, opening);
    // Too late for the session that is being opened.
    act({ type: 'dropout', dropout: 'on' });
    await client.open(request);
    expect(api.open.mock.calls[0]?.[0]).toMatchObject({
      ...request,
      variant: { network: 'mlp', discriminatorDropout: false },
    });
  });

  it('trains at the speed that is chosen when it starts', async () => {
    const { api, client, act } = setUp(opening);
    await client.open(request);
    await client.start();
    act({ type: 'speed', speed: 'slow' });
    await client.start();
    expect(api.start.mock.calls.map(([restMs]) => restMs)).toEqual([0, 1500]);
  });
});
