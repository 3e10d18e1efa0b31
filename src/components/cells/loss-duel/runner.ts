/** A session of two small GANs whose discriminators get a head start as soon as it is open. */
import { parseSettings } from '@lib/controls';
import { speeds } from '../shared/speed';
import { type Client, ToyRunner } from '../toy/runner';
import { duelControls, type DuelSettings, lanesOf } from './controls';
import { duelView } from './measures';
import type { Action, DuelState } from './state';

export interface DuelRunnerOptions {
  readonly getState: () => DuelState;
  readonly dispatch: (action: Action) => void;
  /** Called on the first command that needs the worker, so that a page doesn't load it before. */
  readonly createClient: () => Promise<Pick<Client, DuelCommand>>;
}

type DuelCommand = 'open' | 'start' | 'pause' | 'step' | 'stepDiscriminator' | 'dispose';

export class DuelRunner extends ToyRunner {
  constructor(private readonly duel: DuelRunnerOptions) {
    const { getState, dispatch } = duel;
    super({
      getPhase: () => getState().phase,
      getPace: () => speeds[getState().speed].pace,
      getPlan: () => ({
        lanes: lanesOf(settingsOf(getState())),
        drawing: [],
        view: duelView,
      }),
      dispatch: (action) => {
        // Sessions take up no other settings, and the plan follows from this cell's own.
        dispatch('plan' in action ? { type: 'opened' } : action);
      },
      createClient: async () => withHeadStart(await duel.createClient(), duel),
    });
  }

  /** A new run at once, whatever is under way. */
  override restart(): Promise<void> {
    this.close();
    return this.run();
  }

  /** No setting can change in place: both GANs begin anew, and go on if they were running. */
  override apply(): Promise<void> {
    const { settings, phase, draft } = this.duel.getState();
    const parsed = parseSettings(duelControls, draft);
    if (!settings || !parsed.ok) return Promise.resolve();
    if (JSON.stringify(parsed.settings) === JSON.stringify(settings)) return Promise.resolve();
    if (phase === 'preparing' || phase === 'running') return this.restart();
    this.close();
    return Promise.resolve();
  }
}

/** A client that has opened a session only once D is ahead. */
function withHeadStart(
  client: Pick<Client, DuelCommand>,
  { getState, dispatch }: DuelRunnerOptions,
): Client {
  const open: Client['open'] = async (request) => {
    const settings = settingsOf(getState());
    dispatch({ type: 'opening', settings });
    const info = await client.open(request);
    dispatch({ type: 'data', real: info.real });
    if (settings.headStart > 0) await client.stepDiscriminator(settings.headStart);
    return info;
  };
  const commands: Pick<Client, DuelCommand> = {
    open,
    start: (pace) => client.start(pace),
    pause: () => client.pause(),
    step: () => client.step(),
    stepDiscriminator: (updates) => client.stepDiscriminator(updates),
    dispose: () => {
      client.dispose();
    },
  };
  // Nothing changes in place, so no other command is ever called.
  return commands as Client;
}

/** @throws for the reader if the form holds unusable values */
function settingsOf({ draft }: DuelState): DuelSettings {
  const parsed = parseSettings(duelControls, draft);
  if (parsed.ok) return parsed.settings;
  throw new Error(`使えない値があります。${parsed.problems[0]?.message ?? ''}`);
}
