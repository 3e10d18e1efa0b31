/** Digits through the refiners that the site ships, one for each weight of the self-regularization. */
import { drawSyntheticDigits } from '../data/synthetic-digits';
import { classifyDigits } from '../metrics/classify';
import { refine } from '../metrics/refinement';
import { createRefiner } from '../models/simgan-networks';
import { refinerFolder } from '../models/simgan-settings';
import type { JoinedNetwork } from '../nn/joined-network';
import type { SavedNetwork } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import type { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import { Sequence } from '../scheduling';

/** Digits in two versions, and what the digit classifier reads in either. */
export interface RefinedDigits {
  /** `[count, 28, 28]` bytes each. */
  readonly synthetic: Uint8Array;
  readonly refined: Uint8Array;
  /** What they are drawn as, what is read before and after: `[count]` each. */
  readonly labels: Uint8Array;
  readonly readBefore: Uint8Array;
  readonly read: Uint8Array;
}

/** What the worker offers through Comlink; all reject with an `Error` in Japanese. */
export interface RefiningApi {
  /** Load the classifier and the refiner that learned with this λ, once. */
  open(lambda: number): Promise<void>;
  /** So many digits, drawn by the seed, refined by that refiner. */
  refine(request: RefiningRequest): Promise<RefinedDigits>;
}

export interface RefiningRequest {
  readonly lambda: number;
  readonly seed: number;
  readonly count: number;
}

/** What the lookup needs of the worker that it lives in; see `environment.ts`. */
export interface RefiningEnvironment {
  /** Called before anything is computed. */
  activateBackend(): Promise<void>;
  loadClassifier(): Promise<StraightNetwork>;
  /** A network of public/models, by its folder there. */
  loadWeights(name: string): Promise<SavedNetwork>;
}

/** The worker's side of the protocol. */
export class Refining implements RefiningApi {
  private readonly work = new Sequence();
  private classifier: StraightNetwork | null = null;
  private readonly refiners = new Map<number, JoinedNetwork>();

  constructor(private readonly environment: RefiningEnvironment) {}

  open(lambda: number): Promise<void> {
    return this.work.add(async () => {
      await this.refinerOf(lambda);
    });
  }

  refine({ lambda, seed, count }: RefiningRequest): Promise<RefinedDigits> {
    return this.work.add(async () => {
      const { refiner, classifier } = await this.refinerOf(lambda);
      const { images: synthetic, labels } = drawSyntheticDigits(count, new Random(seed));
      const refined = await refine(refiner, synthetic);
      const read = async (images: Uint8Array) =>
        (await classifyDigits({ classifier, images })).classes;
      return {
        synthetic,
        refined,
        labels,
        readBefore: await read(synthetic),
        read: await read(refined),
      };
    });
  }

  private async refinerOf(lambda: number) {
    if (!this.classifier) {
      await this.environment.activateBackend();
      this.classifier = await this.environment.loadClassifier();
    }
    const { classifier } = this;
    const known = this.refiners.get(lambda);
    if (known) return { refiner: known, classifier };
    const saved = await this.environment.loadWeights(`${refinerFolder(lambda)}/refiner`);
    const refiner = createRefiner(new Random(0));
    loadNetworks({ refiner }, { refiner: saved });
    this.refiners.set(lambda, refiner);
    return { refiner, classifier };
  }
}
