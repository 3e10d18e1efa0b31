import type { BackendName } from '@lib/runtime/protocol';
import type { Commands } from '../dcgan/commands';
import { parseDraft } from '../dcgan/derived';
import type { DcganRunner } from '../dcgan/runner';
import type { SpeedName } from '../shared/speed';
import type { Dropout, TrainedName } from './settings';
import type { Action, MlpState } from './state';

/** What a reader can ask of the cell; the view calls these and nothing else. */
export interface MlpCommands extends Pick<
  Commands,
  'run' | 'pause' | 'step' | 'reset' | 'resume' | 'commit' | 'changeBackend' | 'dismissNotice'
> {
  edit(name: TrainedName, value: string): void;
  chooseDropout(dropout: Dropout): void;
  chooseSpeed(speed: SpeedName): void;
}

export interface CommandsOptions {
  readonly runner: DcganRunner;
  readonly getState: () => MlpState;
  readonly dispatch: (action: Action) => void;
  /** Show the first field that holds an unusable value. */
  readonly focusProblem: () => Promise<void>;
}

export function createCommands({
  runner,
  getState,
  dispatch,
  focusProblem,
}: CommandsOptions): MlpCommands {
  /** The runner refuses unusable values in words; this shows where they are. */
  const checked = (command: () => Promise<void>) => () => {
    dispatch({ type: 'commit' });
    if (!parseDraft(getState().run.draft).ok) void focusProblem();
    void command();
  };
  return {
    run: checked(() => runner.run()),
    pause: () => void runner.pause(),
    step: checked(() => runner.step()),
    reset: checked(() => runner.reset()),
    resume: (backend?: BackendName) => {
      // After a failure this only says what the next session shall use.
      if (backend) void runner.changeBackend(backend);
      checked(() => runner.resume())();
    },
    edit: (name, value) => {
      dispatch({ type: 'edit', name, value });
    },
    commit: () => {
      dispatch({ type: 'commit' });
      void runner.applySettings();
    },
    chooseDropout: (dropout) => {
      dispatch({ type: 'dropout', dropout });
    },
    chooseSpeed: (speed) => {
      dispatch({ type: 'speed', speed });
      if (getState().run.phase === 'running') void runner.run();
    },
    changeBackend: (backend) => void runner.changeBackend(backend),
    dismissNotice: () => {
      dispatch({ type: 'notice', notice: null });
    },
  };
}
