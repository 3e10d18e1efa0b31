import { describe, expect, it } from 'vitest';
import { humanTestSources, imagesPerSource, splitTestImages } from '@lib/data/human-test';
import { Random } from '@lib/random';
import {
  cellOf,
  drawTrials,
  exposuresIn,
  framesFor,
  isOnTime,
  maskOf,
  meanShown,
  readAnswers,
  sourcesIn,
  totalOf,
  withAnswer,
} from '@components/cells/human-test/trials';

const plan = { sources: ['real', 'lapgan'], exposures: [50, 200], each: 6 } as const;

describe('the trials of a human test', () => {
  const trials = drawTrials(plan, new Random(1));

  it('show every source at every exposure as often, and no image twice', () => {
    expect(trials).toHaveLength(24);
    for (const source of plan.sources) {
      const own = trials.filter((trial) => trial.source === source);
      expect(own.filter(({ exposure }) => exposure === 50)).toHaveLength(6);
      expect(new Set(own.map(({ index }) => index)).size).toBe(12);
    }
  });

  it('come in an order of their own', () => {
    expect(drawTrials(plan, new Random(1))).toEqual(trials);
    expect(drawTrials(plan, new Random(2))).not.toEqual(trials);
  });

  it('are timed in frames, and thrown away from more than one frame off', () => {
    expect(framesFor(50, 1000 / 60)).toBe(3);
    expect(framesFor(50, 1000 / 144)).toBe(7);
    expect(framesFor(5, 1000 / 60)).toBe(1);
    expect(isOnTime(66.7, 50, 1000 / 60)).toBe(true);
    expect(isOnTime(83.4, 50, 1000 / 60)).toBe(false);
  });

  it('are followed by the same pixels elsewhere', () => {
    const image = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
    const mask = maskOf(image, new Random(1));
    expect(mask).not.toEqual(image);
    expect([...mask].sort()).toEqual([...image].sort());
  });
});

describe('the answers', () => {
  const answers = [
    { source: 'real', exposure: 200, shown: 200, saysReal: true },
    { source: 'real', exposure: 50, shown: 50, saysReal: false },
    { source: 'lapgan', exposure: 50, shown: 66, saysReal: true },
  ] as const;
  const all = answers.reduce(withAnswer, {});

  it('are counted by source and exposure', () => {
    expect(cellOf(all, 'real', 50)).toEqual({ calledReal: 0, count: 1, shown: 50 });
    expect(totalOf(all, 'real')).toEqual({ calledReal: 1, count: 2, shown: 250 });
    expect(exposuresIn(all)).toEqual([50, 200]);
    expect(sourcesIn(all)).toEqual(['real', 'lapgan']);
    expect(meanShown(all, 50)).toBe(58);
  });

  it('come back from where they were kept, and nothing else does', () => {
    expect(readAnswers(JSON.stringify(all))).toEqual(all);
    for (const text of [
      null,
      'x',
      '{"real 50":{"count":1}}',
      '{"other 50":null}',
      '{"real x":{}}',
    ]) {
      expect(readAnswers(text)).toBeNull();
    }
  });
});

describe('the images of a human test', () => {
  it('are those of one source after the other', () => {
    const size = imagesPerSource * 784;
    const bytes = Uint8Array.from({ length: size * humanTestSources.length }, (_, i) =>
      Math.floor(i / size),
    );
    const images = splitTestImages(bytes);
    humanTestSources.forEach((source, i) => {
      expect(images[source].length).toBe(size);
      expect(new Set(images[source])).toEqual(new Set([i]));
    });
    expect(() => splitTestImages(bytes.subarray(1))).toThrow('壊れています');
  });
});
