import * as tf from '@tensorflow/tfjs';
import { hasKernel, isUnshared, runKernel } from './kernel';

/**
 * variable ← variable + rate · (value − variable), in place.
 *
 * @param variable of any shape
 * @param value of the same shape
 * @param rate in [0, 1]; 1 takes the value as it is
 */
export function moveTowards(variable: tf.Variable, value: tf.Tensor, rate: number): void {
  if (hasKernel('MoveTowards') && isUnshared(variable)) {
    runKernel('MoveTowards', { variable, value }, { rate });
    return;
  }
  tf.tidy(() => {
    variable.assign(variable.add(value.sub(variable).mul(rate)));
  });
}
