import type { Perceptron } from './perceptron';

/** β₁ as in GANs since DCGAN; β₂ below the usual 0.999, since a cover's run is short. */
const [beta1, beta2, epsilon] = [0.5, 0.99, 1e-8];

/** Adam (Kingma & Ba 2015, arXiv:1412.6980) on one network. */
export class Adam {
  private readonly mean: Float32Array;
  private readonly square: Float32Array;
  private updates = 0;

  constructor(
    private readonly network: Perceptron,
    private readonly rate: number,
  ) {
    this.mean = new Float32Array(network.parameters.length);
    this.square = new Float32Array(network.parameters.length);
  }

  /** One update by the network's gradient, which it clears. */
  update(): void {
    const { parameters, gradient } = this.network;
    this.updates += 1;
    const rate = (this.rate * Math.sqrt(1 - beta2 ** this.updates)) / (1 - beta1 ** this.updates);
    for (let i = 0; i < parameters.length; i++) {
      const slope = gradient[i] ?? 0;
      const mean = beta1 * (this.mean[i] ?? 0) + (1 - beta1) * slope;
      const square = beta2 * (this.square[i] ?? 0) + (1 - beta2) * slope ** 2;
      this.mean[i] = mean;
      this.square[i] = square;
      parameters[i] = (parameters[i] ?? 0) - (rate * mean) / (Math.sqrt(square) + epsilon);
    }
    gradient.fill(0);
  }
}
