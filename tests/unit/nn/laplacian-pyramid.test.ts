import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { cascade, decompose, enlarge, pyramidLevel, shrink } from '@lib/nn/laplacian-pyramid';
import { activateWasm } from '../backends/wasm/node-wasm';
import { distance, randomTensor } from '../support/tensors';

beforeAll(activateWasm);

const image = (rows: number[][]) =>
  tf.tensor4d(rows.flat(), [1, rows.length, rows[0]?.length ?? 0, 1]);
const values = (tensor: tf.Tensor) => [...tensor.dataSync()];

describe('the steps between two levels', () => {
  it('makes an image smaller by means of 2×2 pixels', () => {
    const four = image([
      [0, 4, 8, 8],
      [4, 8, 0, 0],
      [1, 1, -2, 2],
      [1, 1, 4, -4],
    ]);
    expect(values(shrink(four))).toEqual([4, 4, 1, 0]);
  });

  it('makes it larger by weights of ¾ and ¼, the outermost pixels going on beyond the edge', () => {
    const row = [0, 2, 6, 8];
    expect(values(enlarge(image([[0, 8]])))).toEqual([...row, ...row]);
    const corner = values(enlarge(image([[0, 0], [0, 16]]))); // prettier-ignore
    expect(corner).toEqual([0, 0, 0, 0, 0, 1, 3, 4, 0, 3, 9, 12, 0, 4, 12, 16]);
  });
});

describe('the pyramid', () => {
  const images = randomTensor<tf.Rank.R4>([2, 28, 28, 1]);

  it('has the residuals that are missing at each level', () => {
    const [coarsest, finest] = decompose(image([[0, 4], [8, 12]]), 2); // prettier-ignore
    expect(values(coarsest?.residual as tf.Tensor)).toEqual([6]);
    expect(coarsest?.coarse).toBeNull();
    expect(values(finest?.coarse as tf.Tensor)).toEqual([6, 6, 6, 6]);
    expect(values(finest?.residual as tf.Tensor)).toEqual([-6, -2, 2, 6]);
  });

  it('gives a level alone as it gives it among the others', () => {
    const levels = decompose(images, 3);
    expect(levels.map((level) => level.image.shape[1])).toEqual([7, 14, 28]);
    const alone = pyramidLevel(images, 1, 3);
    expect(distance(alone.residual, levels[1]?.residual as tf.Tensor)).toBe(0);
  });

  it('is the image again once every residual is added', () => {
    const levels = decompose(images, 3);
    const made = cascade(3, (level) => levels[level]?.residual ?? null);
    expect(distance(made[2]?.image as tf.Tensor, images)).toBeLessThan(1e-6);
  });

  it('adds given residuals to what it has enlarged', () => {
    const made = cascade(2, (level, coarse) =>
      level === 0 ? image([[1, 5]]) : tf.onesLike(coarse as tf.Tensor4D).mul(10),
    );
    const row = [11, 12, 14, 15];
    expect(values(made[1]?.image as tf.Tensor)).toEqual([...row, ...row]);
  });

  it('only enlarges where there is no residual, and refuses to begin with none', () => {
    const made = cascade(2, (level) => (level === 0 ? image([[0, 8]]) : null));
    expect(values(made[1]?.image as tf.Tensor)).toEqual([0, 2, 6, 8, 0, 2, 6, 8]);
    expect(() => cascade(1, () => null)).toThrow('coarsest');
  });
});
