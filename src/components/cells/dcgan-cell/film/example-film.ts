import { wordsOf } from '@lib/error-words';
import { example, loadExample } from './example';
import { FilmViewer } from './film-viewer';

/**
 * `<example-film>`: the film that the site ships. Its pictures are loaded when the reader plays it.
 *
 * The server renders it with its last picture, as a declarative shadow root, which the element replaces
 * when its program has come.
 */
export class ExampleFilm extends FilmViewer {
  private loading: Promise<void> | null = null;

  constructor() {
    super();
    this.steps = example.steps;
    this.still = example.still;
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override load(): Promise<void> {
    this.loading ??= this.fetchPictures();
    return this.loading;
  }

  private async fetchPictures(): Promise<void> {
    this.problem = '';
    try {
      this.tiles = await loadExample();
    } catch (error) {
      // The next press tries again.
      this.loading = null;
      this.problem = wordsOf(error);
    }
  }
}

/** Make the element known to the page, once. */
export function defineExampleFilm(): void {
  if (!customElements.get('example-film')) customElements.define('example-film', ExampleFilm);
}

declare global {
  interface HTMLElementTagNameMap {
    'example-film': ExampleFilm;
  }
}
