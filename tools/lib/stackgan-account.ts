/** What `tools/train-stackgan.ts` says of the networks that it shipped. */
import { shippedName } from '@lib/models/stackgan';
import type { StackganSettings } from '@lib/models/stackgan-settings';
import { readBytes } from './node-backend';
import { shippedFolder } from './shipped-model';

/** One run, of one or both stages. */
export interface StackganRun {
  readonly command: string;
  readonly settings: StackganSettings;
  /** Rounds done of each stage, fewer than planned where the run was stopped; not told by the first accounts. */
  readonly rounds?: { readonly one: number; readonly two: number };
}

interface Account extends StackganRun {
  /** The runs that the last one went on from. */
  readonly earlier?: readonly StackganRun[];
}

/** What an account says of a network rather than of a run. */
const ofNetwork = ['judgement', 'parameters', 'bytes'];

/** The runs that a shipped network comes from, the first one first. @param name such as `generator2` */
export async function shippedRuns(name: string): Promise<readonly StackganRun[]> {
  const path = [shippedFolder, shippedName(name), 'metadata.json'] as const;
  const text = new TextDecoder().decode(await readBytes(...path));
  const { earlier = [], ...account } = JSON.parse(text) as Account;
  const told = Object.entries(account).filter(([key]) => !ofNetwork.includes(key));
  return [...earlier, Object.fromEntries(told) as unknown as StackganRun];
}

/** Rounds of each stage that a run has done. */
export const roundsOf = ({ settings, rounds }: StackganRun) =>
  rounds ?? { one: settings.stageOneRounds, two: settings.stageTwoRounds };

/** Rounds of each stage that the shipped networks have learned for. */
export async function shippedStages(): Promise<{ readonly one: number; readonly two: number }> {
  const [one, two] = await Promise.all([shippedRuns('generator1'), shippedRuns('generator2')]);
  return {
    one: sum(one.map((run) => roundsOf(run).one)),
    two: sum(two.map((run) => roundsOf(run).two)),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
