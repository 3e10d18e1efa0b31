import { readPreview } from './preview';
import { cellStyles } from './styles';
import { compactForm } from './styles/compact-form';
import { stage } from './styles/stage';
import type {
  WidgetDeclaration,
  WidgetModule,
  WidgetPreview,
  WidgetTypes,
} from './widget-declaration';
import { WidgetElement } from './widget-element';

/** A cell that does not train, from its declaration. */
export function defineWidget<T extends WidgetTypes>(
  declaration: WidgetDeclaration<T>,
): WidgetModule<T> {
  const { element, purpose, lookup } = declaration;
  return {
    element,
    purpose,
    computes: lookup !== undefined,
    hasPreview: lookup !== undefined,
    declaration,
    define(preview) {
      if (customElements.get(element)) return;
      const shown =
        preview === null ? null : (JSON.parse(preview, readPreview) as WidgetPreview<T>);
      customElements.define(
        element,
        class extends WidgetElement<T> {
          static override styles = [cellStyles, compactForm, stage, declaration.styles ?? []];

          constructor() {
            super(declaration, shown);
          }
        },
      );
    },
  };
}
