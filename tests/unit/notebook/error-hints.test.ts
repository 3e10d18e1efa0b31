import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hintFor } from '@lib/notebook/error-hints';

const dense = () => tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
const disposed = () => {
  const tensor = tf.ones([2]);
  tensor.dispose();
  return tensor;
};
/** What a reader's text may pass though the types forbid it. */
const loosely = <T>(value: unknown) => value as T;

const mistakes: readonly (readonly [name: string, mistake: () => unknown, hint: RegExp])[] = [
  ['sum of unlike shapes', () => tf.ones([2, 3]).add(tf.ones([4, 5])), /\[2,3\] と \[4,5\]/],
  ['matrices', () => tf.ones([2, 3]).matMul(tf.ones([4, 5])), /列が3.*行が4/],
  ['reshape', () => tf.ones([2, 3]).reshape([4, 5]), /要素は6個.*\[4,5\]/],
  ['too few values', () => tf.tensor([1, 2, 3], [2, 2]), /\[2,2\].*4個.*3個/],
  ['concat', () => tf.concat([tf.ones([2, 3]), tf.ones([4, 5])], 0), /つなげる/],
  ['stack', () => tf.stack([tf.ones([2, 3]), tf.ones([4, 3])]), /つなげる/],
  ['a disposed tensor', () => disposed().add(1), /捨てた/],
  [
    'a disposed model',
    () => {
      const model = dense();
      model.dispose();
      return model.predict(tf.ones([1, 3]));
    },
    /捨てた/,
  ],
  [
    'a loss without variables',
    () => {
      tf.variable(tf.scalar(1));
      return tf.train.sgd(0.1).minimize(() => tf.scalar(1));
    },
    /つながっていない/,
  ],
  ['a gradient of nothing', () => tf.grad(() => tf.scalar(1))(tf.scalar(2)), /つながっていない/],
  [
    'gradients of tensors',
    () => tf.variableGrads(() => tf.scalar(1), loosely([tf.scalar(1)])),
    /変数/,
  ],
  [
    'a loss with a shape',
    () => {
      const x = tf.variable(tf.ones([2]));
      return tf.variableGrads(() => loosely(x.mul(2)));
    },
    /1次元/,
  ],
  ['a loss without return', () => tf.train.sgd(0.1).minimize(loosely(() => undefined)), /return/],
  ['nothing for a tensor', () => tf.add(loosely(undefined), 1), /何も渡って/],
  ['a type', () => tf.oneHot(tf.tensor1d([0.5, 1]), 3), /float32 ではなく int32/],
  [
    'channels',
    () => tf.conv2d(tf.ones<tf.Rank.R4>([1, 8, 8, 3]), tf.ones([3, 3, 1, 4]), 1, 'same'),
    /（3）.*（1）/,
  ],
  [
    'a rank',
    () => tf.conv2d(loosely(tf.ones([8, 8])), tf.ones([3, 3, 1, 4]), 1, 'same'),
    /4次元.*2次元/,
  ],
  ['a network’s input', () => dense().predict(tf.ones([1, 4])), /\[1,4\].*\[null,3\]/],
  [
    'a layer’s input',
    () => {
      const layer = tf.layers.dense({ units: 2 });
      layer.apply(tf.ones([1, 3]));
      return layer.apply(tf.ones([1, 4]));
    },
    /渡ったのは shape 1,4/,
  ],
  [
    'layers in a row',
    () => {
      const model = dense();
      model.add(tf.layers.conv2d({ filters: 1, kernelSize: 3 }));
    },
    /要るのは ndim=4、渡ったのは ndim=2/,
  ],
  [
    'a picture too small',
    () =>
      tf.sequential({
        layers: [tf.layers.conv2d({ filters: 1, kernelSize: 5, inputShape: [3, 3, 1] })],
      }),
    /小さく/,
  ],
  [
    'no input shape',
    () => {
      tf.sequential().add(tf.layers.dense({ units: 2 }));
    },
    /inputShape/,
  ],
  ['weights', () => tf.variable(tf.ones([2])).assign(tf.ones([3])), /重みの形/],
  [
    'a loss’s arguments',
    () => tf.losses.meanSquaredError(tf.ones([2]), tf.ones([3])),
    /\[2\] と \[3\]/,
  ],
  ['an axis', () => tf.ones([2, 3]).sum(5), /軸 5/],
  [
    'endless recursion',
    () => {
      const f = (): number => f() + 1;
      return f();
    },
    /深く/,
  ],
  [
    'a use before its definition',
    () => {
      const read = () => later;
      read();
      const later = 1;
    },
    /前で/,
  ],
  ['a member of nothing', () => loosely<{ a: number }>(undefined).a, /undefined/],
  ['no function', () => loosely<() => unknown>(3)(), /関数ではない/],
];

describe('hintFor', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each(mistakes)('explains %s', (_name, mistake, hint) => {
    let said = '';
    try {
      mistake();
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).not.toBe('');
    expect(hintFor(said), said).toMatch(hint);
  });

  // Said by Firefox 153 and WebKitGTK 2.50.
  it.each([
    [`can't access property "x" of null`, /値のないもの（null）/],
    [`can't access property "c", a.b is undefined`, /値のないもの（undefined）/],
    [`undefined is not an object (evaluating 'a.b.c = 1')`, /値のないもの（undefined）/],
    [`undefined is not a function. (In 'f()', 'f' is undefined)`, /関数ではない/],
    [`undefined is not a function (near '...v of 5...')`, /1つずつ取り出せる/],
    ['5 is not iterable', /1つずつ取り出せる/],
    [`invalid assignment to const 'c'`, /変えられない/],
    ['Attempted to assign to readonly property.', /変えられない/],
    ['Cannot access uninitialized variable.', /前で/],
  ])('explains “%s”', (said, hint) => {
    expect(hintFor(said)).toMatch(hint);
  });

  it('says nothing of what it does not know', () => {
    expect(hintFor('Something else')).toBeNull();
  });
});
