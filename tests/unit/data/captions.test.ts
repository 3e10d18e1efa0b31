import { describe, expect, it } from 'vitest';
import { createBirds, isHeldOut } from '@lib/data/birds';
import { type BirdAttributes, slotValues, slots } from '@lib/data/bird-words';
import { captionFeatures, featureBuckets } from '@lib/data/caption-features';
import { unknownWords } from '@lib/data/caption-words';
import { plainCaption, writeCaption } from '@lib/data/captions';
import { mismatchedCaption, wrongSlots } from '@lib/data/mismatches';
import { Random } from '@lib/random';

const birds = createBirds({ count: 300, seed: 9, heldOut: false }).map(
  ({ attributes }) => attributes,
);

describe('captions', () => {
  it('name every value that they state, and nothing that they leave out', () => {
    const random = new Random(1);
    for (const bird of birds) {
      const { text, states } = writeCaption(bird, random);
      expect(states.length).toBeGreaterThan(0);
      for (const slot of states) expect(text).toContain(slotValues[slot][bird[slot]]?.noun);
      if (!states.includes('beak')) expect(text).not.toContain('くちばし');
      if (!states.includes('ground')) expect(text).not.toMatch(/上|地面/);
      expect(unknownWords(text)).toEqual([]);
    }
  });

  it('state what is demanded', () => {
    const random = new Random(2);
    for (const bird of birds) {
      expect(writeCaption(bird, random, { demands: ['beak'] }).states).toContain('beak');
      expect(writeCaption(bird, random, { isComplete: true }).states).toEqual(slots);
    }
  });

  it('can be written in the same words always', () => {
    const bird: BirdAttributes = { body: 0, head: 1, wing: 2, beak: 1, ground: 2 };
    expect(plainCaption(bird)).toBe('雪の上の、赤い体と黄色い頭と緑の翼とピンクのくちばしの鳥');
  });

  it('tell unknown words', () => {
    expect(unknownWords('くちばしの短い赤い鳥')).toEqual(['短']);
    expect(unknownWords('虹色の鳥')).toEqual(['虹色']);
    expect(unknownWords('全身が赤い鳥')).toEqual([]);
  });

  it('are told apart when two colours change places', () => {
    const features = captionFeatures(['赤い体と青い頭の鳥', '青い体と赤い頭の鳥']);
    const [first, second] = [features.slice(0, featureBuckets), features.slice(featureBuckets)];
    expect(first).not.toEqual(second);
    expect(new Set(features)).toEqual(new Set([0, 1]));
  });
});

describe('mismatched captions', () => {
  it('state at least one thing wrongly, and in the hard half exactly one thing differs', () => {
    const random = new Random(3);
    for (const bird of birds) {
      // What the caption says is only in its words; every value's noun tells.
      const { text, states } = mismatchedCaption(bird, random, { hardShare: 1 });
      const wrong = states.filter(
        (slot) => !text.includes(slotValues[slot][bird[slot]]?.noun ?? ''),
      );
      expect(wrong.length).toBeLessThanOrEqual(1);
    }
  });

  it('count what is stated only', () => {
    const said: BirdAttributes = { body: 0, head: 1, wing: 2, beak: 1, ground: 2 };
    const bird = { ...said, head: 3, beak: 0 };
    expect(wrongSlots({ states: ['body', 'head'] }, said, bird)).toEqual(['head']);
    expect(wrongSlots({ states: ['body', 'wing'] }, said, bird)).toEqual([]);
  });

  it('never say a combination that is held out', () => {
    // One change may lead to a combination held out: such ones are drawn again.
    const random = new Random(4);
    const near = birds.filter((bird) =>
      slotValues.head.some((_, head) => isHeldOut({ ...bird, head })),
    );
    expect(near.length).toBeGreaterThan(0);
    for (const bird of near) {
      const { text, states } = mismatchedCaption(bird, random, { hardShare: 1 });
      expect(states.length).toBeGreaterThan(0);
      expect(text).toContain('鳥');
    }
  });
});
