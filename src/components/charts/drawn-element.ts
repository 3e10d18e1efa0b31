import { LitElement } from 'lit';

/**
 * An element that cells draw with. The server renders it with its cell's still; there it stays as it is,
 * though another cell's program makes the element known: its data comes with its own cell's program.
 */
export abstract class DrawnElement extends LitElement {
  protected override createRenderRoot() {
    if (!this.isInStill) this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override shouldUpdate(): boolean {
    return !this.isInStill;
  }

  private get isInStill(): boolean {
    const root = this.getRootNode();
    return root instanceof ShadowRoot && customElements.get(root.host.localName) === undefined;
  }
}
