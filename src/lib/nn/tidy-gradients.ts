import * as tf from '@tensorflow/tfjs';

/**
 * `tf.tidy` for what takes gradients: if it fails, as when memory is short, the values that tfjs has
 * kept for the way back are freed as well, which it forgets itself.
 */
export function tidyGradients<Result extends tf.TensorContainer>(compute: () => Result): Result {
  try {
    return tf.tidy(compute);
  } catch (error) {
    freeTape();
    throw error;
  }
}

/** Free the values that tfjs has kept for the way back of a gradient that has failed. */
export function freeTape(): void {
  const { state } = tf.engine();
  for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
  state.activeTape = [];
}
