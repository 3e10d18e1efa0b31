/** All measurements, the quickest first. */
import { batchNormalization, dcganAblations } from './ablations';
import { collapseRemedies } from './collapse-remedies';
import { dcganDuel } from './dcgan-duel';
import { latentSpace } from './latent-space';
import { lineGan } from './line-gan';
import { lossDuel } from './loss-duel';
import type { Measurement } from './measurement';
import { mlpGan } from './mlp-gan';
import { planeRing } from './plane-ring';
import { provokedCollapse } from './provoked-collapse';
import { realDistances } from './real-distances';

export const measurements: readonly Measurement[] = [
  planeRing,
  lossDuel,
  lineGan,
  realDistances,
  latentSpace,
  provokedCollapse,
  dcganDuel,
  batchNormalization,
  collapseRemedies,
  mlpGan,
  dcganAblations,
];
