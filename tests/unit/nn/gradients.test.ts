/** Gradients of the losses through both networks, against finite differences. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileForward } from '@lib/nn/forward';
import { discriminatorLoss, generatorLosses } from '@lib/nn/losses';
import { activateWasm } from '../backends/wasm/node-wasm';
import {
  dropoutRandom,
  smallDiscriminator,
  smallGenerator,
  smallImages,
  smallNoise,
} from '../support/small-gan';
import { trainableVariablesOf } from '../support/tensors';

/** Half the distance of the two points whose difference is taken; a power of 2, exact in floats. */
const h = 2 ** -8;

/** ∂loss/∂variable[index] by central difference. */
function difference(loss: () => tf.Scalar, variable: tf.Variable, index: number): number {
  const original = Float32Array.from(variable.dataSync());
  const lossAt = (offset: number) =>
    tf.tidy(() => {
      const values = original.slice();
      values[index] = (values[index] ?? NaN) + offset;
      variable.assign(tf.tensor(values, variable.shape));
      return loss().dataSync()[0] ?? NaN;
    });
  const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
  tf.tidy(() => {
    variable.assign(tf.tensor(original, variable.shape));
  });
  return slope;
}

/** The largest disagreement over all values of all variables, and the largest gradient. */
function compare(loss: () => tf.Scalar, variables: tf.Variable[]) {
  const { grads } = tf.variableGrads(loss, variables);
  const gradients = variables.flatMap(({ name }) => [...(grads[name]?.dataSync() ?? [NaN])]);
  const differences = variables.flatMap((variable) =>
    Array.from({ length: variable.size }, (_, i) => difference(loss, variable, i)),
  );
  const errors = gradients.map((gradient, i) => Math.abs(gradient - (differences[i] ?? NaN)));
  return { error: Math.max(...errors), largest: Math.max(...gradients.map(Math.abs)) };
}

describe.each(['cpu', 'wasm'])('gradients on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'wasm') await activateWasm();
    else await tf.setBackend(backend);
  });

  it('of the discriminator’s loss on its weights are those of finite differences', () => {
    const model = smallDiscriminator();
    const forward = compileForward(model);
    const [real, fake] = [smallImages(1), smallImages(2)];
    const loss = () => {
      const random = dropoutRandom();
      const logits = forward(tf.concat([real, fake]), { mode: 'training', random });
      const [onReal, onFake] = tf.split(logits, 2) as [tf.Tensor, tf.Tensor];
      return discriminatorLoss(onReal, onFake);
    };
    const { error, largest } = compare(loss, trainableVariablesOf(model));
    expect(largest).toBeGreaterThan(0.1);
    expect(error).toBeLessThan(0.002);
  });

  it.each(['non-saturating', 'saturating'] as const)(
    'of the %s loss on the generator’s weights, through the discriminator, are too',
    (name) => {
      const model = smallGenerator();
      const generate = compileForward(model);
      const discriminate = compileForward(smallDiscriminator());
      const noise = smallNoise(3);
      const loss = () => {
        const fake = generate(noise, { mode: 'training' });
        const random = dropoutRandom();
        return generatorLosses[name](discriminate(fake, { mode: 'training', random }));
      };
      const { error, largest } = compare(loss, trainableVariablesOf(model));
      expect(largest).toBeGreaterThan(0.02);
      expect(error).toBeLessThan(0.002);
    },
  );
});
