import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  averagedLayer,
  convolutionParameters,
  denseLayers,
  directLayer,
  totalParameters,
} from '@lib/inspection/head-parameters';
import { readHead } from '@lib/inspection/network-head';
import { createDiscriminator } from '@lib/models/dcgan';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));

const small = { rows: 2, columns: 3, channels: 4, units: [5, 2] };

describe('the parameters of a head', () => {
  it('count inputs and a bias for every output', () => {
    expect(denseLayers(small)).toEqual([
      { inputs: 24, outputs: 5, parameters: 125 },
      { inputs: 5, outputs: 2, parameters: 12 },
    ]);
    expect(totalParameters(denseLayers(small))).toBe(137);
    expect(directLayer(small)).toEqual({ inputs: 24, outputs: 2, parameters: 50 });
  });

  it('do not grow with the maps once these are averaged', () => {
    const counts = [1, 7, 100].map((rows) => averagedLayer({ ...small, rows }).parameters);
    expect(counts).toEqual([10, 10, 10]);
  });

  it('need a last layer', () => {
    expect(() => averagedLayer({ ...small, units: [] })).toThrow('last layer');
  });

  it('of a convolution shrink with its groups', () => {
    const spec = { kernelSize: 5, inputs: 96, outputs: 256 };
    expect(convolutionParameters(spec)).toBe(614_656);
    expect(convolutionParameters({ ...spec, groups: 2 })).toBe(307_456);
  });
});

describe('the head of a network', () => {
  it('is read from D’s layers, and its counts are tfjs’s own', () => {
    const discriminator = new StraightNetwork(createDiscriminator(new Random(1)));
    const { head, parameters, isAveraged } = readHead(discriminator);
    expect(head).toEqual({ rows: 5, columns: 5, channels: 128, units: [256, 1] });
    expect(parameters.all).toBe(discriminator.parameterCount);
    expect(parameters.head).toBe(totalParameters(denseLayers(head)));
    expect(isAveraged).toBe(false);
  });

  it('is averaged in the digit classifier, whose dense layer then counts as said', () => {
    const { head, parameters, isAveraged } = readHead(
      new StraightNetwork(createDigitClassifier(new Random(1))),
    );
    expect(head).toEqual({ rows: 7, columns: 7, channels: 64, units: [10] });
    expect(parameters.head).toBe(averagedLayer(head).parameters);
    expect(isAveraged).toBe(true);
  });

  it('is refused where there are no maps', () => {
    const dense = tf.sequential({ layers: [tf.layers.dense({ inputShape: [3], units: 1 })] });
    expect(() => readHead(new StraightNetwork(dense))).toThrow('feature maps');
  });
});
