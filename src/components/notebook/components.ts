/** The components that the page passes to the content, under the names that an author writes. */
import Cell from './Cell.astro';
import Cite from './Cite.astro';
import CodeBlock from './CodeBlock.astro';
import CodeCell from './CodeCell.astro';
import Equation from './Equation.astro';
import EqRef from './EqRef.astro';
import Experiment from './Experiment.astro';
import Figure from './Figure.astro';
import KerasListing from './KerasListing.astro';
import LinkedTerms from './LinkedTerms.astro';
import Listing from './Listing.astro';
import Measured from './Measured.astro';
import Point from './Point.astro';
import Question from './Question.astro';
import SideNote from './SideNote.astro';
import Table from './Table.astro';

export const notebook = {
  Cell,
  Cite,
  CodeCell,
  Equation,
  EqRef,
  Experiment,
  Figure,
  KerasListing,
  LinkedTerms,
  Listing,
  Measured,
  Point,
  Question,
  SideNote,
  // Markdown's own elements.
  pre: CodeBlock,
  table: Table,
};
