import type { ToyCommands } from '../toy/commands';
import type { PlaneSettingName } from './controls';
import type { DrawDetail } from '../shared/stroke-pad';
import type { Shown } from './moment';
import type { RemedyName, SetupName } from './setups';

/** What a reader can ask of the laboratory. */
export interface PlaneCommands extends ToyCommands {
  edit(name: PlaneSettingName, value: string): void;
  chooseSetup(name: SetupName): void;
  chooseRemedy(name: RemedyName): void;
  draw(detail: DrawDetail): void;
  show(shown: Shown): void;
}
