import { describe, expect, it } from 'vitest';
import { isAnother, shownFrame } from '@components/cells/dcgan-cell/film/playback';

describe('the frame shown', () => {
  it('is the newest one until the reader looks at another', () => {
    expect(shownFrame([0, 10, 20], null)).toBe(2);
    expect(shownFrame([0, 10, 20, 30], null)).toBe(3);
    expect(shownFrame([], null)).toBe(0);
  });

  it('stays at its step while the film grows and is thinned', () => {
    expect(shownFrame([0, 10, 20, 30], 20)).toBe(2);
    expect(shownFrame([0, 20, 30, 40], 20)).toBe(1);
    // The frame itself was left out.
    expect(shownFrame([0, 10, 30, 40], 20)).toBe(1);
    expect(shownFrame([30, 40], 20)).toBe(0);
  });
});

describe('a film', () => {
  it('is another one when it is behind where it was', () => {
    expect(isAnother([0, 10, 20], [0])).toBe(true);
    expect(isAnother([0, 10, 20], [0, 10, 20, 30])).toBe(false);
    expect(isAnother([0, 10, 20], [0, 20])).toBe(false);
    expect(isAnother([], [0])).toBe(false);
  });
});
