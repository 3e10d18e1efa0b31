/**
 * Experiments in the text: a button of the article that sets a cell of the page up and runs it.
 *
 * A cell takes part by being an {@link ExperimentalCell}. An experiment's values are those of the
 * cell's share links, in the same notation: `data=ring&seed=3`.
 */
import type { SharedValues } from './share-link';
import { wakeEvent } from './wake';

/** What a cell's element offers to the text around it. */
export interface ExperimentalCell extends HTMLElement {
  /**
   * Set the cell up as an experiment says, from fresh weights, and run it.
   *
   * @param values not yet validated; what is left out has its default
   */
  runExperiment(values: SharedValues): void;
}

/** What a button of the text says: which cell, and what to set. */
export interface Experiment {
  /** The cell's element name. */
  readonly cell: string;
  /** As in a share link behind the `?`. */
  readonly values: string;
}

/** What an experiment needs of the page; tests pass their own. */
export interface ExperimentPage {
  readonly find: (cell: string) => HTMLElement | null;
  /** Resolves once the element's program has come. */
  readonly whenDefined: (cell: string) => Promise<unknown>;
}

/** The values as a cell takes them. Of a name that comes twice, the last one counts. */
export function experimentValues(values: string): SharedValues {
  return Object.fromEntries(new URLSearchParams(values));
}

/**
 * Bring the page's first such cell into view and have it run the experiment.
 *
 * @throws if the page has no such cell, or the cell runs no experiments: an author's mistake
 */
export async function performExperiment(
  { cell, values }: Experiment,
  page: ExperimentPage = browserPage,
): Promise<void> {
  const element = page.find(cell);
  if (!element) throw new Error(`an experiment is for <${cell}>, which is not on its page`);
  element.scrollIntoView({ block: 'nearest' });
  element.dispatchEvent(new Event(wakeEvent));
  await page.whenDefined(cell);
  if (!isExperimental(element)) throw new Error(`<${cell}> does not run experiments`);
  element.runExperiment(experimentValues(values));
}

/** Make the page's experiment buttons work; until then, and without script, they are mere text. */
export function enableExperiments(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-experiment]')) {
    const { experiment: cell = '', values = '' } = button.dataset;
    button.disabled = false;
    button.addEventListener('click', () => void performExperiment({ cell, values }));
  }
}

const browserPage: ExperimentPage = {
  find: (cell) => document.querySelector<HTMLElement>(cell),
  whenDefined: (cell) => customElements.whenDefined(cell),
};

function isExperimental(element: HTMLElement): element is ExperimentalCell {
  return 'runExperiment' in element;
}
