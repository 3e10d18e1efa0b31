import { describe, expect, it } from 'vitest';
import { receptiveField } from '@lib/nn/receptive-field';

const convolution = (kernelSize: number, strides: number) => ({ kernelSize, strides });

describe('the receptive field', () => {
  it('is one pixel without a convolution that looks around', () => {
    expect(receptiveField([convolution(1, 1), convolution(1, 1)], 32)).toEqual({
      size: 1,
      stride: 1,
      start: 0,
      outputs: 32,
    });
  });

  it("is 70 pixels of the paper's discriminator, 16 and 34 of its smaller ones", () => {
    const depth = (halvings: number) => [
      ...Array.from({ length: halvings }, () => convolution(4, 2)),
      convolution(4, 1),
      convolution(4, 1),
    ];
    expect([1, 2, 3].map((halvings) => receptiveField(depth(halvings), 256).size)).toEqual([
      16, 34, 70,
    ]);
  });

  it('begins in the padding', () => {
    // One pixel of padding before the first row, then one step of two pixels.
    expect(receptiveField([convolution(4, 2), convolution(4, 1)], 32)).toEqual({
      size: 10,
      stride: 2,
      start: -3,
      outputs: 16,
    });
  });
});
