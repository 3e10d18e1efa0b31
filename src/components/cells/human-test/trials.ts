/** The trials of a human test, and what its answers come to. */
import { digitSize } from '@lib/data/digit-classes';
import { type HumanTestSource, humanTestSources, imagesPerSource } from '@lib/data/human-test';
import type { Judged } from '@lib/metrics/judgements';
import type { Random } from '@lib/random';
import type { TestPlan } from './settings';

/** One image to be judged. */
export interface Trial {
  readonly source: HumanTestSource;
  /** Which of its source's images. */
  readonly index: number;
  /** For how long it is to be shown, in milliseconds. */
  readonly exposure: number;
}

/** All trials of a plan in random order; no image of a source comes twice before all have come. */
export function drawTrials({ sources, exposures, each }: TestPlan, random: Random): Trial[] {
  const trials = sources.flatMap((source) => {
    const order = Uint32Array.from({ length: imagesPerSource }, (_, i) => i);
    random.shuffle(order);
    return exposures.flatMap((exposure, e) =>
      Array.from({ length: each }, (_, i) => ({
        source,
        index: order[(e * each + i) % imagesPerSource] ?? 0,
        exposure,
      })),
    );
  });
  random.shuffle(trials);
  return trials;
}

/** How many frames come nearest to a time; at least one. */
export function framesFor(exposure: number, frame: number): number {
  return Math.max(1, Math.round(exposure / frame));
}

/** Whether an image was on the screen for as long as it should have been, to one frame. */
export function isOnTime(shown: number, wanted: number, frame: number): boolean {
  return Math.abs(shown - framesFor(wanted, frame) * frame) <= 1.01 * frame;
}

/** What was answered to one trial. */
export interface Answer {
  readonly source: HumanTestSource;
  readonly exposure: number;
  /** For how long the image was shown, in milliseconds. */
  readonly shown: number;
  readonly saysReal: boolean;
}

/** Answers to the images of one source at one exposure. */
export interface Cell extends Judged {
  /** All times shown together, in milliseconds. */
  readonly shown: number;
}

/** By `source exposure`. */
export type Answers = Readonly<Record<string, Cell>>;

const keyOf = (source: HumanTestSource, exposure: number) => `${source} ${exposure}`;
const nothing: Cell = { calledReal: 0, count: 0, shown: 0 };

export function withAnswer(answers: Answers, answer: Answer): Answers {
  const { source, exposure, shown, saysReal } = answer;
  const before = cellOf(answers, source, exposure);
  const after = {
    calledReal: before.calledReal + (saysReal ? 1 : 0),
    count: before.count + 1,
    shown: before.shown + shown,
  };
  return { ...answers, [keyOf(source, exposure)]: after };
}

export function cellOf(answers: Answers, source: HumanTestSource, exposure: number): Cell {
  return answers[keyOf(source, exposure)] ?? nothing;
}

/** Over all exposures. */
export function totalOf(answers: Answers, source: HumanTestSource): Cell {
  return exposuresIn(answers).reduce((sum, exposure) => {
    const { calledReal, count, shown } = cellOf(answers, source, exposure);
    return {
      calledReal: sum.calledReal + calledReal,
      count: sum.count + count,
      shown: sum.shown + shown,
    };
  }, nothing);
}

/** The exposures that there are answers of, the shortest first. */
export function exposuresIn(answers: Answers): number[] {
  const found = new Set(Object.keys(answers).map((key) => Number(key.split(' ')[1])));
  return [...found].sort((a, b) => a - b);
}

/** The sources that there are answers of, in their order. */
export function sourcesIn(answers: Answers): HumanTestSource[] {
  return humanTestSources.filter((source) => totalOf(answers, source).count > 0);
}

/** How long images were really on the screen on average, of all sources at one exposure. */
export function meanShown(answers: Answers, exposure: number): number {
  const cells = humanTestSources.map((source) => cellOf(answers, source, exposure));
  const count = cells.reduce((sum, cell) => sum + cell.count, 0);
  return cells.reduce((sum, { shown }) => sum + shown, 0) / count;
}

/** Answers as the browser has kept them; `null` if these are none. */
export function readAnswers(text: string | null): Answers | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Record<string, Partial<Cell> | null>;
    const isSound = Object.entries(kept).every(([key, cell]) => {
      const [source = '', exposure = ''] = key.split(' ');
      const { calledReal = NaN, count = NaN, shown = NaN } = cell ?? {};
      return (
        (humanTestSources as readonly string[]).includes(source) &&
        Number(exposure) > 0 &&
        calledReal >= 0 &&
        calledReal <= count &&
        count < Infinity &&
        shown > 0
      );
    });
    return isSound ? (kept as Answers) : null;
  } catch {
    return null;
  }
}

/** The same pixels in random places: what is shown after an image, for a blank leaves an after-image. */
export function maskOf(image: Uint8Array, random: Random): Uint8Array {
  const mask = image.slice(0, digitSize ** 2);
  random.shuffle(mask);
  return mask;
}
