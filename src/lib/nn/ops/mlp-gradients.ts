/** How tfjs differentiates the `Mlp` kernel of `ops/mlp`, once and twice. */
import * as tf from '@tensorflow/tfjs';
import { runKernel } from './kernel';

/** With dy the gradient on the output, `MlpGradient` is the gradient on x or on the parameters. */
tf.registerGradient({
  kernelName: 'Mlp',
  inputsToSave: ['x', 'parameters'],
  outputsToSave: [true, true],
  gradFunc: (dys, saved, attributes) => {
    const [dy] = dys as tf.Tensor[];
    const [x, parameters, y, hidden] = saved;
    if (!dy || !x || !parameters || !y || !hidden) throw new Error('Mlp saved too little');
    const inputs = { dy, x, parameters, y, hidden };
    const gradient = (of: 'x' | 'parameters') => () =>
      runKernel('MlpGradient', inputs, { ...attributes, of })[0] as tf.Tensor;
    return { x: gradient('x'), parameters: gradient('parameters') };
  },
});

/**
 * The gradient g of dy · y on x is a function of dy, x and the parameters. For a weighting c of its
 * values, c · g is the derivative of dy · y as x moves by c, so that the gradients of c · g are the
 * derivatives, in that direction, of y and of the gradients (Pearlmutter 1994, "Fast exact
 * multiplication by the Hessian"): one `MlpTangent`. Likewise for the gradient on the parameters.
 *
 * y and the hidden values are here for speed only: what depends on them is counted with x and the
 * parameters, which they follow from.
 */
tf.registerGradient({
  kernelName: 'MlpGradient',
  inputsToSave: ['dy', 'x', 'parameters', 'y', 'hidden'],
  gradFunc: (direction, saved, attributes) => {
    const [dy, x, parameters, y, hidden] = saved;
    if (!dy || !x || !parameters || !y || !hidden) throw new Error('MlpGradient saved too little');
    const inputs = { dy, x, parameters, y, hidden, direction: direction as tf.Tensor };
    const [yDot, xDot, parametersDot] = runKernel('MlpTangent', inputs, attributes);
    return {
      dy: () => yDot as tf.Tensor,
      x: () => xDot as tf.Tensor,
      parameters: () => parametersDot as tf.Tensor,
      y: () => tf.zerosLike(y),
      hidden: () => tf.zerosLike(hidden),
    };
  },
});
