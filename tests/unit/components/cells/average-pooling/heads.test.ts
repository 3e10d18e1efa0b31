import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { endingsOf } from '@components/cells/average-pooling/counting-view';
import { knownNetworks, networkOf, networkPresets } from '@components/cells/average-pooling/heads';
import { createDiscriminator } from '@lib/models/dcgan';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { denseLayers, totalParameters } from '@lib/inspection/head-parameters';

beforeAll(() => tf.setBackend('cpu'));

const whole = (name: 'alexnet' | 'vgg' | 'discriminator') => {
  const network = knownNetworks[name];
  if (!network) throw new Error(`there is no network "${name}"`);
  const { head, before } = network;
  return before + totalParameters(denseLayers(head));
};

describe('the networks whose ends are counted', () => {
  it('have as many parameters as the article’s table says', () => {
    expect(whole('alexnet')).toBe(60_965_224);
    expect(whole('vgg')).toBe(138_357_544);
  });

  it('hold D and the classifier as their layers are', () => {
    const countOf = (network: tf.Sequential) =>
      network.trainableWeights.reduce(
        (sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]),
        0,
      );
    expect(whole('discriminator')).toBe(countOf(createDiscriminator(new Random(5))));
    // Its ten classes are of averaged feature maps.
    const ofClasses = 64 * 10 + 10;
    const { before = NaN } = knownNetworks['classifier'] ?? {};
    expect(before + ofClasses).toBe(countOf(createDigitClassifier(new Random(5))));
  });

  it('are found again by their sizes in the form', () => {
    for (const [name, { values }] of Object.entries(networkPresets)) {
      expect(networkOf(values)).toBe(knownNetworks[name]);
      expect(networkOf({ ...values, rows: '33' })).toBeNull();
    }
  });
});

describe('the ways to end a network', () => {
  it('are three with hidden layers and two without', () => {
    const sizes = { rows: 5, columns: 5, channels: 128 };
    expect(endingsOf({ ...sizes, units: [256, 1] }).map(({ parameters }) => parameters)).toEqual([
      819_713, 3201, 129,
    ]);
    expect(endingsOf({ ...sizes, units: [1] }).map(({ parameters }) => parameters)).toEqual([
      3201, 129,
    ]);
  });
});
