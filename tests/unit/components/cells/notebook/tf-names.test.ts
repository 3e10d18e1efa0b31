import { layerNames, tfNames } from '@components/cells/notebook/editor/tf-names';
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';

test('completion offers only what tfjs has', () => {
  const missing = (names: object, place: object) =>
    Object.keys(names).filter((name) => !(name in place));
  expect(missing(tfNames, tf)).toEqual([]);
  expect(missing(layerNames, tf.layers)).toEqual([]);
});
