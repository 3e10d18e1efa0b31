/** All measurements, the quickest first. */
import { batchNormalization, dcganAblations } from './ablations';
import { collapseRemedies } from './collapse-remedies';
import { dcganDuel } from './dcgan-duel';
import { firstLooks } from './first-looks';
import { foolDiscriminator } from './fool-discriminator';
import { lapgan } from './lapgan';
import { latentSpace } from './latent-space';
import { lineGan } from './line-gan';
import { lossDuel } from './loss-duel';
import type { Measurement } from './measurement';
import { mlpGan } from './mlp-gan';
import { paperTimes } from './paper-times';
import { pix2pix } from './pix2pix';
import { planeRing } from './plane-ring';
import { provokedCollapse } from './provoked-collapse';
import { quality } from './quality';
import { quickPreset, smallPreset } from './quick-preset';
import { realDistances } from './real-distances';
import { rectifierDigits, rectifiers } from './rectifiers';
import { shippedFilm } from './shipped-film';
import { shippedGenerator } from './shipped-generator';
import { simgan } from './simgan';
import { srgan } from './srgan';
import { stackgan } from './stackgan';

export const measurements: readonly Measurement[] = [
  shippedFilm,
  foolDiscriminator,
  planeRing,
  lossDuel,
  lineGan,
  realDistances,
  latentSpace,
  shippedGenerator,
  stackgan,
  paperTimes,
  rectifiers,
  rectifierDigits,
  provokedCollapse,
  dcganDuel,
  batchNormalization,
  collapseRemedies,
  mlpGan,
  smallPreset,
  quality,
  quickPreset,
  firstLooks,
  dcganAblations,
  srgan,
  pix2pix,
  lapgan,
  simgan,
];
