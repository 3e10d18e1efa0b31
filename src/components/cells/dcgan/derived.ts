/** What follows from the state, and is therefore not kept in it. */
import { parseSettings, type ParsedSettings } from '@lib/controls';
import type { DcganSettings, LiveDcganSettings } from '@lib/runtime/protocol';
import { type DcganSettingName, dcganControls, type Draft, fixedSettingNames } from './controls';
import type { DcganState } from './state';

export function parseDraft(draft: Draft): ParsedSettings<typeof dcganControls> {
  return parseSettings(dcganControls, draft);
}

/** What is wrong with the form, by field, as far as the reader should be told now. */
export function shownProblems({ draft, editing }: DcganState): Map<DcganSettingName, string> {
  const parsed = parseDraft(draft);
  const problems = parsed.ok ? [] : parsed.problems.filter(({ name }) => name !== editing);
  return new Map(problems.map(({ name, message }) => [name, message]));
}

/** Settings that differ from those of the session, and can't change before a reset. */
export function waitingForReset({ draft, session }: DcganState): DcganSettingName[] {
  const parsed = parseDraft(draft);
  if (!session || !parsed.ok) return [];
  return fixedSettingNames.filter((name) => parsed.settings[name] !== session.settings[name]);
}

/** Steps that the session still has to do with these settings; 0 once finished. */
export function remainingSteps({ session, step }: DcganState, { epochs }: DcganSettings): number {
  if (!session) return Infinity;
  return Math.max(0, epochs * session.info.stepsPerEpoch - step);
}

/** Steps from the first to the end of the last epoch; `null` before a session says how many. */
export function totalSteps({ session }: DcganState): number | null {
  return session ? session.settings.epochs * session.info.stepsPerEpoch : null;
}

/** Settings as a run under way can have them: batch size and seed stay as it was opened. */
export function heldSettings({ session }: DcganState, settings: DcganSettings): DcganSettings {
  if (!session) return settings;
  const { batchSize, seed } = session.settings;
  return { ...settings, batchSize, seed };
}

/** The settings that can be changed while a run goes on. */
export function liveSettings(settings: DcganSettings): LiveDcganSettings {
  const { generatorLoss, epochs } = settings;
  const { discriminatorLearningRate, discriminatorBeta1 } = settings;
  const { generatorLearningRate, generatorBeta1 } = settings;
  return {
    generatorLoss,
    epochs,
    discriminatorLearningRate,
    discriminatorBeta1,
    generatorLearningRate,
    generatorBeta1,
  };
}

/** Whether there are networks to look into. */
export function hasNetworks({ session, failure, phase }: DcganState): boolean {
  return session !== null && !failure && phase !== 'preparing';
}
