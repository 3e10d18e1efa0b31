import { describe, expect, it } from 'vitest';
import drawBirds from '@components/cells/draw-birds/cell';
import { birdControls, birdOf, refusedCaptions } from '@components/cells/draw-birds/settings';
import { reportOf } from '@components/cells/draw-birds/pictures';
import { wordOf } from '@components/cells/draw-birds/readings';
import { laneOf, stackganControls } from '@components/cells/stackgan/settings';
import { defaultSettings } from '@lib/controls';
import { slots, valueCount } from '@lib/data/bird-words';
import type { CaptionReading } from '@lib/lookups/stackgan';
import { family } from '@lib/models/stackgan';

describe('the menus of captions', () => {
  it('give each stage its bird', () => {
    const settings = defaultSettings(birdControls);
    expect(birdOf(settings, 'a')).toEqual({ body: 0, head: 0, wing: 1, beak: 0, ground: 0 });
    expect(birdOf(settings, 'b')).toEqual({ body: 3, head: 3, wing: 1, beak: 2, ground: 0 });
    expect(wordOf('beak', 2)).toBe('水色');
    expect(wordOf('beak', 3)).toBe('（書いていない）');
  });

  it('refuse a link with a long text, and take one that writes a caption', () => {
    expect(refusedCaptions({ a: '赤い鳥' })).toBeNull();
    expect(refusedCaptions({ a: '赤'.repeat(61) })).toContain('60文字まで');
    expect(drawBirds.declaration.implies?.({ a: '赤い鳥' })).toEqual({ source: 'text' });
  });
});

describe('what is said of the pictures', () => {
  const read = (body: number, wing: number) => ({
    slots: Object.fromEntries(
      slots.map((slot) => {
        const value = { body, wing }[slot as string] ?? valueCount(slot);
        return [slot, { value, confidence: 1 }];
      }),
    ) as CaptionReading['slots'],
    unknown: [],
  });
  const silent = [valueCount('body'), valueCount('wing')] as const;
  const bird = { body: 1, head: 0, wing: 2, beak: 0, ground: 0 };
  const drawn = (...readings: CaptionReading[]) => ({ readings, count: 1, nearest: [] });

  it('counts only what the captions say', () => {
    expect(reportOf('stages', drawn(read(1, silent[1])), [bird])).toBe(
      '分類器で読むと、2段目の1枚のうち文のとおりだったのは、体は1枚です。',
    );
    expect(reportOf('stages', drawn(read(...silent)), [bird])).toContain(
      '読み取れた色や場所がありません',
    );
    expect(reportOf('two', drawn(read(0, 2), read(1, silent[1])), [bird])).toBe(
      '分類器で読むと、2段目の1枚のうち体はBどおりが1枚、Aどおりが0枚。',
    );
    expect(reportOf('two', drawn(read(0, 2), read(...silent)), [bird])).toContain(
      '食い違うところがありません',
    );
  });
});

describe('what is trained', () => {
  const of = (what: 'one' | 'two' | 'both' | 'onward') =>
    laneOf({ ...defaultSettings(stackganControls), what });

  it('is one stage, the other, or both in turn', () => {
    const names = (what: Parameters<typeof of>[0], step: number) =>
      family.turns(of(what), step).map(({ updates }) => updates);
    expect(names('one', 0)).toEqual(['discriminator1', 'generator1']);
    expect(names('two', 0)).toEqual(['discriminator2', 'generator2']);
    expect(names('both', of('both').stageOneRounds)).toEqual(['discriminator2', 'generator2']);
    expect(family.loads?.(of('onward'))).toHaveLength(5);
    expect(family.loads?.(of('two'))).toHaveLength(3);
    expect(family.totalRounds?.(of('one'), { digits: null })).toBe(of('one').stageOneRounds);
  });

  it('has its learning rate halved at a half and at three quarters of a stage', () => {
    const settings = of('both');
    const rate = (step: number) => family.optimizers(settings, step)['generator2']?.learningRate;
    const { learningRate, stageOneRounds, stageTwoRounds } = settings;
    expect(rate(0)).toBe(learningRate);
    expect(rate(stageOneRounds / 2)).toBe(learningRate / 2);
    expect(rate(stageOneRounds)).toBe(learningRate);
    expect(rate(stageOneRounds + 0.8 * stageTwoRounds)).toBe(learningRate / 4);
  });
});
