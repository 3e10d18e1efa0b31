/** The components that the page passes to the content, under the names that an author writes. */
import AveragePooling from '@components/cells/average-pooling/AveragePooling.astro';
import BatchNormalization from '@components/cells/batch-normalization/BatchNormalization.astro';
import Cite from './Cite.astro';
import CodeBlock from './CodeBlock.astro';
import ConvolutionArithmetic from '@components/cells/convolution-arithmetic/ConvolutionArithmetic.astro';
import DcganAblations from '@components/cells/ablations/DcganAblations.astro';
import DcganCell from '@components/cells/dcgan/DcganCell.astro';
import DcganDuel from '@components/cells/dcgan-duel/DcganDuel.astro';
import Equation from './Equation.astro';
import EqRef from './EqRef.astro';
import Experiment from './Experiment.astro';
import Figure from './Figure.astro';
import FoolDiscriminator from '@components/cells/fool-discriminator/FoolDiscriminator.astro';
import KerasListing from './KerasListing.astro';
import LatentSpace from '@components/cells/latent-space/LatentSpace.astro';
import LeakyReluCell from '@components/cells/leaky-relu/LeakyReluCell.astro';
import LineGan from '@components/cells/line-gan/LineGan.astro';
import Listing from './Listing.astro';
import LossDuel from '@components/cells/loss-duel/LossDuel.astro';
import Measured from './Measured.astro';
import MlpGan from '@components/cells/mlp-gan/MlpGan.astro';
import PlaneGan from '@components/cells/plane-gan/PlaneGan.astro';
import Point from './Point.astro';
import Question from './Question.astro';
import ResultFigure from './ResultFigure.astro';
import SideNote from './SideNote.astro';
import Table from './Table.astro';
import ValueExplorer from '@components/cells/value-explorer/ValueExplorer.astro';

export const notebook = {
  AveragePooling,
  BatchNormalization,
  Cite,
  ConvolutionArithmetic,
  DcganAblations,
  DcganCell,
  DcganDuel,
  Equation,
  EqRef,
  Experiment,
  Figure,
  FoolDiscriminator,
  KerasListing,
  LatentSpace,
  LeakyReluCell,
  LineGan,
  Listing,
  LossDuel,
  Measured,
  MlpGan,
  PlaneGan,
  Point,
  Question,
  ResultFigure,
  SideNote,
  ValueExplorer,
  // Markdown's own elements.
  pre: CodeBlock,
  table: Table,
};
