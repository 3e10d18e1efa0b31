import type { SpeedName } from '../shared/speed';
import type { ToyRunner } from './runner';

/** What a reader can ask of any cell with small networks. */
export interface ToyCommands {
  run(): void;
  pause(): void;
  step(): void;
  reset(): void;
  /** The reader is done with a field. */
  commit(): void;
  chooseSpeed(speed: SpeedName): void;
  dismissNotice(): void;
}

type Commanded = Pick<ToyRunner, 'run' | 'pause' | 'step' | 'reset' | 'apply' | 'applyPace'>;

type CommandAction =
  | { readonly type: 'speed'; readonly speed: SpeedName }
  | { readonly type: 'notice'; readonly notice: null };

export function toyCommands(
  runner: Commanded,
  dispatch: (action: CommandAction) => void,
): ToyCommands {
  return {
    run: () => void runner.run(),
    pause: () => void runner.pause(),
    step: () => void runner.step(),
    reset: () => void runner.reset(),
    commit: () => void runner.apply(),
    chooseSpeed: (speed) => {
      dispatch({ type: 'speed', speed });
      void runner.applyPace();
    },
    dismissNotice: () => {
      dispatch({ type: 'notice', notice: null });
    },
  };
}
