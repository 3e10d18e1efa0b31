import { registerCpuKernel } from '../register';

interface Attributes {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly step: number;
}

/** `AdamUpdate`, of `ops/adam`: one pass over the arrays, in place. */
export function registerAdamUpdate(): void {
  registerCpuKernel<Attributes>('AdamUpdate', ({ read, attributes }) => {
    const [x, g] = [read('variable'), read('gradient')];
    const [m, v] = [read('firstMoment'), read('secondMoment')];
    const { learningRate, beta1, beta2, epsilon, step } = attributes;
    const rate = learningRate / (1 - beta1 ** step);
    const correction = 1 / (1 - beta2 ** step);
    for (let i = 0; i < x.length; i++) {
      const gradient = g[i] ?? 0;
      const first = beta1 * (m[i] ?? 0) + (1 - beta1) * gradient;
      const second = beta2 * (v[i] ?? 0) + (1 - beta2) * gradient * gradient;
      m[i] = first;
      v[i] = second;
      x[i] = (x[i] ?? 0) - (rate * first) / (Math.sqrt(second * correction) + epsilon);
    }
    return [];
  });
}
