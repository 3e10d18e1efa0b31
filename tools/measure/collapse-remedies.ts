import { defaultSettings, formatSetting } from '@lib/controls';
import {
  type Draft,
  planeControls,
  settingNames,
  settingsOfDraft,
} from '@components/cells/plane-gan/controls';
import { remedyNames, remedyValues, setupValues } from '@components/cells/plane-gan/setups';
import type { ToySettings } from '@lib/training/toy-settings';
import { activateCpu, openSmallGan } from './library';
import type { Measurement, Values } from './measurement';

const seeds = [1, 2, 3, 4, 5];
/** Updates of G before a remedy, and after it. */
const [before, after] = [900, 2400];

const defaults = defaultSettings(planeControls);
const draft = Object.fromEntries(
  settingNames.map((name) => {
    const value = defaults[name];
    return [name, typeof value === 'number' ? formatSetting(value) : value];
  }),
) as Draft;

function settingsOf(changes: Partial<Draft>, seed: number): ToySettings {
  return settingsOfDraft({ ...draft, ...setupValues('collapse'), ...changes, seed: String(seed) });
}

/** The menu's remedies, and the penalty of the paper's weight beside the one that the form begins with. */
const remedies: Readonly<Record<string, Partial<Draft>>> = {
  ...Object.fromEntries(remedyNames.map((name) => [name, remedyValues(name)])),
  wassersteinPaper: { ...remedyValues('wasserstein'), gradientPenalty: '10' },
};

/** What the remedies of the laboratory do about a collapse, all for the same number of G's updates. */
export const collapseRemedies: Measurement = {
  name: 'collapse-remedies',
  what: 'Modes of the ring of 8 that are found before a remedy against mode collapse and after it.',
  minutes: 6,
  backend: 'cpu',
  settings: { ...settingsOf({}, 1), seeds, before, after, paperPenalty: 10 },
  async run() {
    await activateCpu();
    const values: Record<string, Values> = {};
    for (const [name, changes] of Object.entries(remedies)) {
      const runs = seeds.map((seed) => {
        const gan = openSmallGan(settingsOf({}, seed));
        gan.train(before);
        const start = gan.foundModes();
        gan.change(settingsOf(changes, seed));
        gan.train(after / 2);
        const half = gan.foundModes();
        gan.train(after / 2);
        const end = gan.foundModes();
        gan.dispose();
        console.log(`${name}, seed ${seed}: ${start}, ${half}, ${end}`);
        return { start, half, end };
      });
      values[name] = {
        start: runs.map(({ start }) => start),
        half: runs.map(({ half }) => half),
        end: runs.map(({ end }) => end),
      };
    }
    return values;
  },
};
