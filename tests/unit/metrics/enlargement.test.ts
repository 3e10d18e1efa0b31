import { describe, expect, it } from 'vitest';
import { enlargementQuality } from '@lib/metrics/enlargement';
import { meanPsnr } from '@lib/metrics/psnr';
import { greyShare, meanGradient } from '@lib/metrics/sharpness';
import { meanSsim } from '@lib/metrics/ssim';

const flat = (value: number, width = 11) => new Uint8Array(width ** 2).fill(value);

describe('PSNR', () => {
  it('tells white apart from the root of the mean square', () => {
    expect(meanPsnr(Uint8Array.of(51, 51), Uint8Array.of(0, 102), 2)).toBeCloseTo(
      20 * Math.log10(5),
      10,
    );
    expect(meanPsnr(flat(25), flat(0), 121)).toBeCloseTo(20 * Math.log10(255 / 25), 10);
  });

  it('is the mean over images, not of all pixels', () => {
    const made = Uint8Array.of(255, 0, 51, 0);
    const [first, second] = [10 * Math.log10(2), 10 * Math.log10(2 * 25)];
    expect(meanPsnr(made, new Uint8Array(4), 2)).toBeCloseTo((first + second) / 2, 10);
  });
});

describe('SSIM', () => {
  it('is 1 for the same images', () => {
    const images = Uint8Array.from({ length: 2 * 12 ** 2 }, (_, i) => (i * 37) % 256);
    expect(meanSsim(images, images, 12)).toBeCloseTo(1, 10);
  });

  it('compares brightness alone where nothing varies', () => {
    // Two flat images: the second factor is C₂ / C₂.
    const [x, y, c1] = [0.2, 0.6, 0.01 ** 2];
    const expected = (2 * x * y + c1) / (x * x + y * y + c1);
    expect(meanSsim(flat(51), flat(153), 11)).toBeCloseTo(expected, 8);
  });

  it('has what one window of two images by hand has', () => {
    // One bright pixel in the middle, whose weight is w, against none of it.
    const bell = Array.from({ length: 11 }, (_, i) => Math.exp(-((i - 5) ** 2) / 4.5));
    const w = (1 / bell.reduce((sum, value) => sum + value, 0)) ** 2;
    const [c1, c2] = [0.01 ** 2, 0.03 ** 2];
    const spot = flat(0);
    spot[60] = 255;
    const expected = (c1 / (w * w + c1)) * (c2 / (w - w * w + c2));
    expect(meanSsim(spot, flat(0), 11)).toBeCloseTo(expected, 8);
  });

  it('is lower for the opposite than for something unlike', () => {
    const image = Uint8Array.from({ length: 121 }, (_, i) => (i % 2) * 255);
    const opposite = image.map((value) => 255 - value);
    expect(meanSsim(image, opposite, 11)).toBeLessThan(-0.9);
    expect(Math.abs(meanSsim(image, flat(128), 11))).toBeLessThan(0.1);
  });
});

describe('sharpness', () => {
  it('counts grey among the pixels with ink', () => {
    // No ink, no ink, grey, grey, full, full: brighter than 51 of 255, darker than 204.
    expect(greyShare(Uint8Array.of(0, 51, 52, 203, 204, 255))).toBe(0.5);
    expect(greyShare(Uint8Array.of(0, 255, 255))).toBe(0);
  });

  it('measures slopes to the right and downwards', () => {
    // Of the four places, the last has an edge of 30 to the right and 40 downwards: a slope of 50.
    const image = Uint8Array.from([0, 0, 0, 0, 0, 30, 0, 40, 0]);
    expect(meanGradient(image, 3)).toBeCloseTo(50 / 4, 10);
    expect(meanGradient(flat(7), 11)).toBe(0);
  });

  it('is a share of the originals’ together with the other measures', () => {
    const original = Uint8Array.from({ length: 144 }, (_, i) => (i % 2) * 200);
    const half = original.map((value) => value / 2);
    const quality = enlargementQuality(half, original, 12);
    expect(quality.gradient).toBeCloseTo(0.5, 10);
    expect(quality.greyShare).toBe(1);
    expect(quality.psnr).toBeCloseTo(10 * Math.log10(255 ** 2 / (100 ** 2 / 2)), 8);
  });
});
