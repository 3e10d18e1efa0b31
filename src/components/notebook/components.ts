/** The components that the page passes to the content, under the names that an author writes. */
import AveragePooling from './AveragePooling.astro';
import BatchNormalization from './BatchNormalization.astro';
import Cite from './Cite.astro';
import CodeBlock from './CodeBlock.astro';
import ConvolutionArithmetic from './ConvolutionArithmetic.astro';
import DcganAblations from './DcganAblations.astro';
import DcganCell from './DcganCell.astro';
import Equation from './Equation.astro';
import EqRef from './EqRef.astro';
import Experiment from './Experiment.astro';
import Figure from './Figure.astro';
import KerasListing from './KerasListing.astro';
import LatentSpace from './LatentSpace.astro';
import LeakyReluCell from './LeakyReluCell.astro';
import LineGan from './LineGan.astro';
import Listing from './Listing.astro';
import LossDuel from './LossDuel.astro';
import PlaneGan from './PlaneGan.astro';
import Point from './Point.astro';
import ResultFigure from './ResultFigure.astro';
import SideNote from './SideNote.astro';
import Table from './Table.astro';
import ValueExplorer from './ValueExplorer.astro';

export const notebook = {
  AveragePooling,
  BatchNormalization,
  Cite,
  ConvolutionArithmetic,
  DcganAblations,
  DcganCell,
  Equation,
  EqRef,
  Experiment,
  Figure,
  KerasListing,
  LatentSpace,
  LeakyReluCell,
  LineGan,
  Listing,
  LossDuel,
  PlaneGan,
  Point,
  ResultFigure,
  SideNote,
  ValueExplorer,
  // Markdown's own elements.
  pre: CodeBlock,
  table: Table,
};
