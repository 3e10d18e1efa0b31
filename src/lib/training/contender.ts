/** What trains beside others of its kind, which differ from it in one thing only. */
import type { SilentUnits } from '../inspection/dead-units';

/** What is seen of a contender between two steps. */
export interface ContenderView {
  /** Of D on the last batch, in nats; log 2 for a D that knows nothing. */
  readonly loss: number;
  /** Layer by layer from the input on. */
  readonly silent: readonly SilentUnits[];
  /** Norm of the loss's gradient on the first layer's weights. */
  readonly firstLayerGradient: number;
  /** Mean norm of the gradient that reaches one of G's images; nothing where there is no G. */
  readonly imageGradient: number | null;
  /** The slopes below 0 that PReLU has learned, one for each layer; else empty. */
  readonly slopes: readonly number[];
}

/** Trains by itself, and lets itself be looked at. */
export interface Contender {
  step(): Promise<void>;
  look(): Promise<ContenderView>;
  dispose(): void;
}
