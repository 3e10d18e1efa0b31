import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { imageGradients, scoreImages } from '@lib/inspection/image-scores';
import { summariseScores } from '@lib/inspection/score-summary';
import { stepUp } from '@lib/inspection/step-up';
import { createDiscriminator } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));

describe('a step up the logit', () => {
  it('moves the steepest pixel by the grey levels asked for, others in proportion', () => {
    const image = Uint8Array.of(100, 100, 100, 100);
    const moved = stepUp(image, Float32Array.of(2, -1, 0.5, 0), 20);
    expect([...moved]).toEqual([120, 90, 105, 100]);
  });

  it('leaves pixels that can go no further, and takes its size from the others', () => {
    const moved = stepUp(Uint8Array.of(255, 0, 100), Float32Array.of(9, -9, 1), 16);
    expect([...moved]).toEqual([255, 0, 116]);
  });

  it('stays put where the gradient leads nowhere', () => {
    const image = Uint8Array.of(0, 255, 7);
    expect(stepUp(image, new Float32Array(3), 16)).toEqual(image);
    expect(stepUp(image, Float32Array.of(-1, 1, 0), 16)).toEqual(image);
  });

  it('never moves a pixel by more than the step, nor out of range', () => {
    const pixels = fc.array(fc.tuple(fc.nat(255), fc.float({ min: -9, max: 9, noNaN: true })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(pixels, (entries) => {
        const image = Uint8Array.from(entries, ([byte]) => byte);
        const moved = stepUp(
          image,
          Float32Array.from(entries, ([, slope]) => slope),
          16,
        );
        moved.forEach((byte, i) => {
          expect(Math.abs(byte - (image[i] ?? NaN))).toBeLessThanOrEqual(16);
        });
      }),
    );
  });

  it('raises D’s logit', async () => {
    const discriminator = new StraightNetwork(createDiscriminator(new Random(3)));
    const random = new Random(4);
    const image = Uint8Array.from({ length: 784 }, () => random.integer(256));
    const moved = stepUp(image, await imageGradients(discriminator, image), 4);
    const [before, after] = [
      await scoreImages(discriminator, image),
      await scoreImages(discriminator, moved),
    ];
    expect(after.logits[0]).toBeGreaterThan(before.logits[0] ?? NaN);
  });
});

describe('the scores of many images', () => {
  it('are averaged, and those above 1/2 counted', async () => {
    const discriminator = new StraightNetwork(createDiscriminator(new Random(3)));
    const images = Uint8Array.from({ length: 4 * 784 }, (_, i) => (i * 37) % 256);
    const { logits, scores } = await scoreImages(discriminator, images);
    const summary = await summariseScores(discriminator, images);
    const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / 4;
    expect(summary.meanLogit).toBeCloseTo(mean(logits), 6);
    expect(summary.meanScore).toBeCloseTo(mean(scores), 6);
    expect(summary.takenForReal).toBe([...logits].filter((logit) => logit > 0).length / 4);
  });
});
