/**
 * Activations on plain arrays. Their derivatives are written by the activation's own value h, which
 * is all that the forward pass keeps.
 */
import { type ActivationName, leakySlope } from '../activation-names';

/** h ← f(h). */
export function activate(name: ActivationName, h: Float32Array): void {
  switch (name) {
    case 'relu':
      for (let i = 0; i < h.length; i++) h[i] = Math.max(h[i] ?? 0, 0);
      return;
    case 'leaky-relu':
      for (let i = 0; i < h.length; i++) {
        const value = h[i] ?? 0;
        h[i] = value > 0 ? value : leakySlope * value;
      }
      return;
    case 'tanh':
      for (let i = 0; i < h.length; i++) h[i] = Math.tanh(h[i] ?? 0);
      return;
    case 'sigmoid':
      for (let i = 0; i < h.length; i++) h[i] = 1 / (1 + Math.exp(-(h[i] ?? 0)));
      return;
    case 'linear':
  }
}

/** g ← g · f′, where h = f. */
export function multiplySlope(name: ActivationName, g: Float32Array, h: Float32Array): void {
  switch (name) {
    case 'relu':
      for (let i = 0; i < g.length; i++) g[i] = (h[i] ?? 0) > 0 ? (g[i] ?? 0) : 0;
      return;
    case 'leaky-relu':
      for (let i = 0; i < g.length; i++) g[i] = (g[i] ?? 0) * ((h[i] ?? 0) > 0 ? 1 : leakySlope);
      return;
    case 'tanh':
      for (let i = 0; i < g.length; i++) g[i] = (g[i] ?? 0) * (1 - (h[i] ?? 0) ** 2);
      return;
    case 'sigmoid':
      for (let i = 0; i < g.length; i++) g[i] = (g[i] ?? 0) * (h[i] ?? 0) * (1 - (h[i] ?? 0));
      return;
    case 'linear':
  }
}

/** f″ / f′, where h = f: how the slope changes, relative to itself. 0 for piecewise linear ones. */
export function relativeCurvature(name: ActivationName, h: number): number {
  if (name === 'tanh') return -2 * h;
  if (name === 'sigmoid') return 1 - 2 * h;
  return 0;
}
