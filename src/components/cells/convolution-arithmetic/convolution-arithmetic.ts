import { LitElement } from 'lit';
import { Share } from '../shared/share';
import { sharedValues } from '../shared/share-link';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import { type Action, type ArithmeticState, initialState, reduce } from './state';
import { arithmeticStyles } from './styles';
import { arithmeticView } from './view';

/**
 * `<convolution-arithmetic>`: pooling and the three kinds of convolution that resize, on a few
 * pixels, one output at a time. Nothing is trained.
 */
export class ConvolutionArithmetic extends LitElement {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, compactForm, arithmeticStyles];

  declare private state: ArithmeticState;
  private isInteractive = false;
  private readonly share = new Share(this, {
    cell: 'convolution-arithmetic',
    values: () => sharedValues(this.state.settings),
    onShared: (values) => {
      this.dispatch({ type: 'shared', values });
    },
  });

  constructor() {
    super();
    this.state = initialState;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.isInteractive = true;
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override render() {
    return arithmeticView({
      state: this.state,
      isInteractive: this.isInteractive,
      shareButton: this.share.button(),
      dispatch: (action) => {
        this.dispatch(action);
      },
    });
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (action.type !== 'point') this.share.clear();
  }
}

if (!customElements.get('convolution-arithmetic')) {
  customElements.define('convolution-arithmetic', ConvolutionArithmetic);
}

declare global {
  interface HTMLElementTagNameMap {
    'convolution-arithmetic': ConvolutionArithmetic;
  }
}
