/** What a session would be asked to train for a cell's settings, as a link holds them. */
import type { DcganLane } from '@lib/models/dcgan-settings';
import batchNormalization from '@components/cells/batch-normalization/cell';
import dcganAblations from '@components/cells/dcgan-ablations/cell';
import dcganCell from '@components/cells/dcgan-cell/cell';
import { presets } from '@components/cells/dcgan-cell/controls';
import dcganDuel from '@components/cells/dcgan-duel/cell';
import type { SharedValues } from '@components/cells/kit/share-link';
import leakyRelu from '@components/cells/leaky-relu/cell';
import lineGan from '@components/cells/line-gan/cell';
import lossDuel from '@components/cells/loss-duel/cell';
import mlpGan from '@components/cells/mlp-gan/cell';
import planeGan from '@components/cells/plane-gan/cell';
import { cellPlan, type TrainingPlan } from '../../tools/lib/cell-plan';

/** What the recording leaves out has the paper's value, which was the cell's default at the time. */
const paperBut = (shared: SharedValues): SharedValues => ({ ...presets.paper.values, ...shared });

type PlanOf = (shared: SharedValues) => TrainingPlan;

export const plans = {
  'line-gan': (shared) => cellPlan(lineGan, shared),
  'plane-gan': (shared) => cellPlan(planeGan, shared),
  'loss-duel': (shared) => cellPlan(lossDuel, shared),
  'leaky-relu': (shared) => cellPlan(leakyRelu, shared),
  dcgan: (shared) => cellPlan(dcganCell, paperBut(shared)),
  'mlp-gan': (shared) => cellPlan(mlpGan, shared),
  'dcgan-duel': (shared) => cellPlan(dcganDuel, shared),
  'dcgan-ablations': (shared) => cellPlan(dcganAblations, shared),
  'batch-normalization': (shared) => cellPlan(batchNormalization, shared),
  'dcgan-without-dropout'(shared) {
    const plan = cellPlan(dcganCell, paperBut(shared));
    const without = { variant: { discriminatorDropout: false }, measuresGenerator: true };
    return { ...plan, lanes: plan.lanes.map((lane) => ({ ...(lane as DcganLane), ...without })) };
  },
} as const satisfies Record<string, PlanOf>;
