import type { ContestClient } from '@lib/runtime/contest/client';
import { SessionRunner } from '../shared/session-runner';
import { speeds } from '../shared/speed';
import { contestOf } from './settings';
import { type Action, isStale, type RectifierState } from './state';

/** The part of the client that a cell needs; tests pass a fake. */
export type Client = Pick<ContestClient, keyof ContestClient>;

export interface RunnerOptions {
  readonly getState: () => RectifierState;
  readonly dispatch: (action: Action) => void;
  /** Called on the first command, so that a page doesn't load the worker before. */
  readonly createClient: () => Promise<Client>;
}

/** Turns what the reader asks for into commands to the contest's worker. */
export class Runner extends SessionRunner<Client> {
  constructor(private readonly cell: RunnerOptions) {
    const { getState, dispatch, createClient } = cell;
    super({
      getPhase: () => getState().phase,
      dispatch,
      createClient,
      // Menus and sliders hold nothing that cannot be used.
      check: () => undefined,
      adopt: () => !isStale(getState()),
      open: (client) => {
        dispatch({ type: 'opening' });
        return client.open(contestOf(getState().settings));
      },
      start: (client) => client.start(speeds[getState().speed].pace),
    });
  }

  /** At another pace, if a run is under way. */
  async applyPace(): Promise<void> {
    if (this.cell.getState().phase === 'running') await this.run();
  }
}
