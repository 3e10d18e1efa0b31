import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { endingsOf } from '@components/cells/average-pooling/counting-view';
import {
  headOf,
  knownNetworks,
  networkNames,
  networkOf,
  settingsOf,
} from '@components/cells/average-pooling/heads';
import { ownNetworks } from '@components/cells/average-pooling/own-networks';
import { createDiscriminator } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import { denseLayers, totalParameters } from '@lib/inspection/head-parameters';

beforeAll(() => tf.setBackend('cpu'));

const networks = () => knownNetworks(ownNetworks());
const whole = (name: 'alexnet' | 'vgg' | 'discriminator') => {
  const { head, before } = networks()[name];
  return before + totalParameters(denseLayers(head));
};

describe('the networks whose ends are counted', () => {
  it('have as many parameters as the article’s table says', () => {
    expect(whole('alexnet')).toBe(60_965_224);
    expect(whole('vgg')).toBe(138_357_544);
  });

  it('hold D as its layers are', () => {
    expect(whole('discriminator')).toBe(createDiscriminator(new Random(5)).countParams());
  });

  it('are found again by their sizes in the form', () => {
    for (const name of networkNames) {
      const settings = settingsOf(networks()[name].head);
      expect(networkOf(settings, networks())).toBe(name);
      expect(headOf(settings)).toEqual(networks()[name].head);
      expect(networkOf({ ...settings, rows: 33 }, networks())).toBe('custom');
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
