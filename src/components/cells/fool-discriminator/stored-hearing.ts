/** What the judges made of an image, as a file holds it. */
import type { JudgeAccounts, Judgement, JudgeName } from '@lib/runtime/judging/protocol';
import type { Hearing } from './state';

export interface StoredHearing {
  readonly name: string;
  readonly image: readonly number[];
  readonly accounts: JudgeAccounts;
  readonly verdicts: Readonly<
    Record<
      JudgeName,
      {
        readonly logit: number;
        readonly score: number;
        /** To three figures. */
        readonly gradient: readonly number[];
      }
    >
  >;
}

export function encodeHearing(
  name: string,
  { image, verdicts }: Judgement,
  accounts: JudgeAccounts,
): StoredHearing {
  const stored = (judge: JudgeName) => {
    const { logit, score, gradient } = verdicts[judge];
    return { logit, score, gradient: Array.from(gradient, (v) => Number(v.toPrecision(3))) };
  };
  const both = { early: stored('early'), late: stored('late') };
  return { name, image: [...image], accounts, verdicts: both };
}

export function decodeHearing({ name, image, accounts, verdicts }: StoredHearing): {
  readonly accounts: JudgeAccounts;
  readonly hearing: Hearing;
} {
  const original = Uint8Array.from(image);
  const verdict = (judge: JudgeName) => ({
    ...verdicts[judge],
    gradient: Float32Array.from(verdicts[judge].gradient),
  });
  const [early, late] = [verdict('early'), verdict('late')];
  const course = { early: [early.logit], late: [late.logit] };
  const judgement = { image: original, verdicts: { early, late }, course };
  return { accounts, hearing: { original, name, judgement } };
}
