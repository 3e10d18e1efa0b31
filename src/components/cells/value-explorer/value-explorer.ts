import { LitElement } from 'lit';
import type { ExperimentalCell } from '../shared/experiments';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { cellStyles } from '../shared/styles/index';
import { type Action, type ExplorerState, initialState, reduce, shareOf } from './state';
import { explorerStyles } from './styles';
import type { TermName } from './terms';
import { explorerView } from './view';

/**
 * `<value-explorer>`: both terms of V(D, G) in the reader's hands. Nothing is trained.
 *
 * The slot `equation` holds the typeset equation, whose terms are buttons with `data-term`; a term
 * that is pointed at or moved has `data-lit`, and pressing it leads to its slider.
 */
export class ValueExplorer extends LitElement implements ExperimentalCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, explorerStyles];

  declare private state: ExplorerState;
  private isInteractive = false;
  private listening: AbortController | null = null;
  private readonly share = new Share(this, {
    cell: 'value-explorer',
    values: () => shareOf(this.state),
    onShared: (values) => {
      this.dispatch({ type: 'shared', values });
    },
  });

  constructor() {
    super();
    this.state = initialState;
  }

  /** There is nothing to run: the curves follow at once. */
  runExperiment(values: SharedValues): void {
    this.dispatch({ type: 'shared', values });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.isInteractive = true;
    this.listening = new AbortController();
    const { signal } = this.listening;
    for (const button of this.termButtons) {
      const name = button.dataset['term'] as TermName;
      const point = (term: TermName | null) => () => {
        this.dispatch({ type: 'point', name: term });
      };
      const focusSlider = () => this.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus();
      button.disabled = false;
      button.addEventListener('pointerenter', point(name), { signal });
      button.addEventListener('focus', point(name), { signal });
      button.addEventListener('pointerleave', point(null), { signal });
      button.addEventListener('blur', point(null), { signal });
      button.addEventListener('click', focusSlider, { signal });
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override updated(): void {
    for (const button of this.termButtons) {
      button.toggleAttribute('data-lit', button.dataset['term'] === this.state.active);
    }
  }

  protected override render() {
    return explorerView({
      state: this.state,
      isInteractive: this.isInteractive,
      shareButton: this.share.button(),
      dispatch: (action) => {
        this.dispatch(action);
      },
    });
  }

  private get termButtons(): NodeListOf<HTMLButtonElement> {
    return this.querySelectorAll<HTMLButtonElement>('button[data-term]');
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (action.type !== 'point') this.share.clear();
  }
}

if (!customElements.get('value-explorer')) customElements.define('value-explorer', ValueExplorer);

declare global {
  interface HTMLElementTagNameMap {
    'value-explorer': ValueExplorer;
  }
}
