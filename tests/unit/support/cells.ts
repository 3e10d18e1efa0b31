/** Every cell of the site, found by its folder, so that tests of all of them hold for new ones too. */
import type { CellTypes, Preview } from '@components/cells/kit/cell-state';
import type { CellDeclaration, CellModule } from '@components/cells/kit/declaration';
import { readPreview } from '@components/cells/kit/preview';
import type {
  WidgetDeclaration,
  WidgetPreview,
  WidgetTypes,
} from '@components/cells/kit/widget-declaration';

/** A cell of any types: what is the same for all cells can be asked of it. */
export type AnyCell = CellDeclaration<CellTypes>;
export type AnyWidget = WidgetDeclaration<WidgetTypes>;

interface Found<Declaration, Shown> {
  readonly element: string;
  readonly declaration: Declaration;
  readonly preview: Shown | null;
}

const modules = import.meta.glob<{ default: CellModule & { declaration: AnyCell | AnyWidget } }>(
  '/src/components/cells/*/cell.ts',
  { eager: true },
);
const previews = import.meta.glob<string>('/src/components/cells/*/preview.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const all = Object.entries(modules).map(([path, { default: cell }]) => {
  const text = previews[path.replace('cell.ts', 'preview.json')];
  const preview: unknown = text === undefined ? null : JSON.parse(text, readPreview);
  const { element, declaration } = cell;
  return { element, declaration, preview };
});

export const trainingCells = all.filter(
  ({ declaration }) => 'family' in declaration,
) as readonly Found<AnyCell, Preview<CellTypes>>[];

export const widgets = all.filter(
  ({ declaration }) => !('family' in declaration),
) as readonly Found<AnyWidget, WidgetPreview<WidgetTypes>>[];
