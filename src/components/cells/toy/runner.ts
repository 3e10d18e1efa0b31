/**
 * Turns what the reader asks for into commands to a session of small GANs, and its answers into
 * actions: for cells of any number of lanes, on the line or in the plane.
 */
import type { Drawing } from '@lib/data/strokes';
import type { ToyClient } from '@lib/runtime/toy/client';
import type { ToyInfo, ToyPace, ToyView } from '@lib/runtime/toy/protocol';
import { type ToySettings, withLiveSettings } from '@lib/training/toy-settings';
import type { Phase } from '../shared/phase';
import {
  type SessionAction,
  SessionRunner,
  type SessionRunnerOptions,
} from '../shared/session-runner';

export type Client = Pick<ToyClient, keyof ToyClient>;

/** All that a session is opened with. */
export interface ToyPlan {
  /** One for every GAN. */
  readonly lanes: readonly ToySettings[];
  readonly drawing: Drawing;
  readonly view: ToyView;
}

export type ToyAction =
  | SessionAction
  /** A session has begun, or has taken up other settings; the plan is what it goes by now. */
  | { readonly type: 'opened' | 'updated'; readonly plan: ToyPlan; readonly info: ToyInfo };

export interface ToyRunnerOptions {
  readonly getPhase: () => Phase;
  readonly getPace: () => ToyPace;
  /** What the form asks for. Throws an `Error` for the reader if that cannot be used. */
  readonly getPlan: () => ToyPlan;
  readonly dispatch: (action: ToyAction) => void;
  /** Called on the first command that needs the worker, so that a page doesn't load it before. */
  readonly createClient: () => Promise<Client>;
}

export class ToyRunner extends SessionRunner<Client> {
  constructor(private readonly toy: ToyRunnerOptions) {
    const { getPhase, dispatch, createClient } = toy;
    super({ getPhase, dispatch, createClient, ...sessionOf(toy) });
  }

  stepDiscriminator(): Promise<void> {
    return this.single((client) => client.stepDiscriminator());
  }

  stepGenerator(): Promise<void> {
    return this.single((client) => client.stepGenerator());
  }

  /** At another pace, if a run is under way. */
  applyPace(): Promise<void> {
    return this.toy.getPhase() === 'running' ? this.run() : Promise.resolve();
  }
}

type Session = Pick<SessionRunnerOptions<Client>, 'check' | 'adopt' | 'open' | 'start'>;

/** A session that takes changes up in place as far as it can. */
function sessionOf({ getPlan, getPace, dispatch }: ToyRunnerOptions): Session {
  let used: ToyPlan | null = null;
  return {
    check: () => void getPlan(),
    open: async (client) => {
      const plan = getPlan();
      const info = await client.open(plan);
      used = plan;
      dispatch({ type: 'opened', plan, info });
    },
    adopt: async (client) => {
      if (!used) return false;
      const next = inPlace(used, getPlan());
      if (JSON.stringify(next) === JSON.stringify(used)) return true;
      if (JSON.stringify(next.view) !== JSON.stringify(used.view)) await client.setView(next.view);
      const info = await client.update(next.lanes, next.drawing);
      used = next;
      dispatch({ type: 'updated', plan: next, info });
      return true;
    },
    start: (client) => client.start(getPace()),
  };
}

/** A plan as far as the session of another one can follow it. */
function inPlace({ lanes }: ToyPlan, plan: ToyPlan): ToyPlan {
  // All names in the plan's own order, by which two plans are compared.
  return {
    ...plan,
    lanes: lanes.map((lane, i) => withLiveSettings(lane, plan.lanes[i] ?? lane)),
  };
}
