import type { Family, OptimizerSettings } from '../models/family';
import type { TrainingRecipe } from '../models/recipe';
import type { SavedNetwork } from '../nn/network';
import type { Checkpoint, Trainer } from './trainer';

/** One GAN between two rounds, with all that is needed to go on elsewhere: what exports are made from. */
export interface RunSnapshot {
  /** All of its networks, averages among them. */
  readonly networks: Readonly<Record<string, SavedNetwork>>;
  readonly checkpoint: Checkpoint;
  /** Of the networks that learn, as the next round has them. */
  readonly optimizers: Readonly<Record<string, OptimizerSettings>>;
  /** `null` where the training is of no form that scripts can write. */
  readonly recipe: TrainingRecipe | null;
}

export async function takeSnapshot(
  trainer: Trainer,
  { optimizers, recipe }: Pick<Family<unknown>, 'optimizers' | 'recipe'>,
): Promise<RunSnapshot> {
  return {
    networks: await saveNetworks(trainer),
    checkpoint: await trainer.state(),
    optimizers: optimizers(trainer.settings, trainer.step),
    recipe: recipe?.(trainer.settings) ?? null,
  };
}

/** Every network of a trainer as it is. */
export async function saveNetworks({
  networks,
}: Trainer): Promise<Readonly<Record<string, SavedNetwork>>> {
  const entries = Object.entries(networks).map(
    async ([name, network]) => [name, await network.save()] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
