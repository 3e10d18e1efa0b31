/** The trainers of a run's lanes, made and changed together. */
import type { FamilyData } from '../models/family';
import { makeWithVariables } from '../nn/variables';
import type { Trainer } from '../training/trainer';
import type { FamilyModule } from './families';
import type { OpenRequest, SessionApi } from './protocol';

export type States = Awaited<ReturnType<SessionApi['checkpoint']>>;

/** The trainers of all lanes, where the run is to begin. */
export function createTrainers(
  family: FamilyModule,
  { lanes, from }: OpenRequest,
  { data, states }: { readonly data: FamilyData; readonly states: States },
): Trainer[] {
  const trainers: Trainer[] = [];
  try {
    lanes.forEach((settings, i) => {
      // Of one that comes to nothing, too, the variables are freed.
      const trainer = makeWithVariables(() => family.createTrainer(settings, data));
      trainers.push(trainer);
      const state = states?.[i];
      // The settings are the form's, which has kept what a run cannot change.
      if (state) trainer.restore({ ...state, settings });
      else if (from.kind === 'weights') trainer.load(from.networks);
    });
    return trainers;
  } catch (error) {
    for (const trainer of trainers) trainer.dispose();
    throw error;
  }
}

/** All lanes or none. */
export function updateAll(trainers: readonly Trainer[], lanes: readonly unknown[]): void {
  const next = trainers.map(({ settings }, i) => lanes[i] ?? settings);
  trainers.forEach((trainer, i) => {
    trainer.check(next[i]);
  });
  trainers.forEach((trainer, i) => {
    trainer.update(next[i]);
  });
}
