import type { CellTypes, Preview } from './cell-state';
import type { CellDeclaration, TrainingCellModule } from './declaration';
import { TrainingCell } from './element';
import { readPreview } from './preview';
import { cellStyles } from './styles';
import { charts } from './styles/charts';
import { compactForm } from './styles/compact-form';
import { stage } from './styles/stage';

/** A cell that trains, from its declaration. */
export function defineCell<T extends CellTypes>(
  declaration: CellDeclaration<T>,
): TrainingCellModule<T> {
  const { element, purpose } = declaration;
  return {
    element,
    purpose,
    computes: true,
    hasPreview: declaration.preview !== null,
    declaration,
    define(preview) {
      if (customElements.get(element)) return;
      const shown = preview === null ? null : (JSON.parse(preview, readPreview) as Preview<T>);
      customElements.define(
        element,
        class extends TrainingCell<T> {
          static override styles = [
            cellStyles,
            charts,
            compactForm,
            stage,
            declaration.styles ?? [],
          ];

          constructor() {
            super(declaration, shown);
          }
        },
      );
    },
  };
}
