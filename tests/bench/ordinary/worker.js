/**
 * The DCGAN step written with tfjs's own layers, losses and optimizers and computed by its own
 * kernels, as its package ships them: what the site would do without this repository's src/lib.
 *
 * A classic worker, since tfjs's build with threads needs its code as it is, not bundled anew.
 */
/* global tf, importScripts */
importScripts('tf.min.js', 'tf-backend-wasm.min.js', 'tf-backend-webgpu.min.js');

const batchSize = 32;

/** WASM lacks the gradient on a convolution's kernel: a matrix product for each place of it. */
function filterGradient({ inputs: { x, dy }, attrs: { strides, pad, filterShape } }) {
  const [height, width, inChannels, outChannels] = filterShape;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad);
  const { top, bottom, left, right } = info.padInfo;
  const [down, across] = [info.strideHeight, info.strideWidth];
  return tf.tidy(() => {
    const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]); // prettier-ignore
    const rows = dy.reshape([-1, outChannels]);
    const places = [];
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) {
        const end = [
          x.shape[0],
          i + (info.outHeight - 1) * down + 1,
          j + (info.outWidth - 1) * across + 1,
          inChannels,
        ];
        const seen = tf.stridedSlice(padded, [0, i, j, 0], end, [1, down, across, 1]);
        places.push(tf.matMul(seen.reshape([-1, inChannels]), rows, true, false));
      }
    }
    return tf.stack(places).reshape(filterShape);
  });
}

function createGenerator() {
  const { dense, batchNormalization, reLU, reshape, upSampling2d, conv2d } = tf.layers;
  const normalization = () => batchNormalization({ momentum: 0.9 });
  const convolution = { kernelSize: 5, padding: 'same' };
  return tf.sequential({
    layers: [
      dense({ inputShape: [100], units: 1024 }),
      normalization(),
      reLU(),
      dense({ units: 7 * 7 * 128 }),
      normalization(),
      reLU(),
      reshape({ targetShape: [7, 7, 128] }),
      upSampling2d({ size: [2, 2] }),
      conv2d({ ...convolution, filters: 64 }),
      normalization(),
      reLU(),
      upSampling2d({ size: [2, 2] }),
      conv2d({ ...convolution, filters: 1, activation: 'tanh' }),
    ],
  });
}

function createDiscriminator() {
  const { dense, conv2d, leakyReLU, flatten, dropout } = tf.layers;
  const leaky = () => leakyReLU({ alpha: 0.2 });
  const convolution = { kernelSize: 5, strides: 2 };
  return tf.sequential({
    layers: [
      conv2d({ ...convolution, inputShape: [28, 28, 1], filters: 64, padding: 'same' }),
      leaky(),
      conv2d({ ...convolution, filters: 128, padding: 'valid' }),
      leaky(),
      flatten(),
      dense({ units: 256 }),
      leaky(),
      dropout({ rate: 0.5 }),
      dense({ units: 1 }),
    ],
  });
}

function createStep() {
  const [generator, discriminator] = [createGenerator(), createDiscriminator()];
  const forGenerator = tf.train.adam(2e-4, 0.5, 0.999, 1e-7);
  const forDiscriminator = tf.train.adam(1e-4, 0.5, 0.999, 1e-7);
  const variablesOf = (model) => model.trainableWeights.map((weight) => weight.read());
  const noise = () => tf.randomUniform([batchSize, 100], -1, 1);
  const run = (model, x) => model.apply(x, { training: true });
  const crossEntropy = (labels, logits) => tf.losses.sigmoidCrossEntropy(labels, logits);

  return async () => {
    const losses = tf.tidy(() => {
      const real = tf.randomUniform([batchSize, 28, 28, 1], -1, 1);
      const images = tf.concat([real, run(generator, noise())]);
      const labels = tf.concat([tf.ones([batchSize, 1]), tf.zeros([batchSize, 1])]);
      const d = tf.variableGrads(
        () => crossEntropy(labels, run(discriminator, images)),
        variablesOf(discriminator),
      );
      forDiscriminator.applyGradients(d.grads);

      const z = noise();
      const g = tf.variableGrads(
        () => crossEntropy(tf.ones([batchSize, 1]), run(discriminator, run(generator, z))),
        variablesOf(generator),
      );
      forGenerator.applyGradients(g.grads);
      return tf.stack([d.value, g.value]);
    });
    const values = await losses.data();
    losses.dispose();
    if (!values.every(Number.isFinite)) throw new Error(`the losses are ${values}`);
  };
}

let step;

const commands = {
  async open(backend) {
    if (backend === 'wasm') {
      tf.wasm.setWasmPaths('./');
      // By itself it takes half as many threads as there are cores.
      tf.wasm.setThreadsCount(Math.min(4, navigator.hardwareConcurrency));
      tf.registerKernel({
        kernelName: 'Conv2DBackpropFilter',
        backendName: 'wasm',
        kernelFunc: filterGradient,
      });
    }
    if (!(await tf.setBackend(backend))) throw new Error(`there is no backend ${backend}`);
    step = createStep();
    return backend === 'wasm' ? tf.wasm.getThreadsCount() : 1;
  },
  async run(steps) {
    const times = [];
    for (let i = 0; i < steps; i++) {
      const began = performance.now();
      await step();
      times.push(performance.now() - began);
    }
    return times;
  },
};

self.onmessage = async ({ data: { id, command, argument } }) => {
  try {
    self.postMessage({ id, result: await commands[command](argument) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
