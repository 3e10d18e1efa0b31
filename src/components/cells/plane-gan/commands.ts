import type { SpeedName } from '../shared/speed';
import type { PlaneSettingName } from './controls';
import type { DrawDetail } from './draw-pad';
import type { Shown } from './moment';
import type { RemedyName, SetupName } from './setups';

/** What a reader can ask of the laboratory. */
export interface PlaneCommands {
  run(): void;
  pause(): void;
  step(): void;
  reset(): void;
  edit(name: PlaneSettingName, value: string): void;
  commit(): void;
  chooseSetup(name: SetupName): void;
  chooseRemedy(name: RemedyName): void;
  draw(detail: DrawDetail): void;
  show(shown: Shown): void;
  chooseSpeed(speed: SpeedName): void;
  dismissNotice(): void;
}
