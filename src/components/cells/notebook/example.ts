/** What a shipped cell opens with: outputs that `tools/make-examples.ts` has had of its own code. */
import type { Curve } from '../../charts/line-chart';
import type { CellOutputOf } from '@lib/notebook/outputs';
import type { LegendEntry } from '../kit/legend';

type Images = CellOutputOf<'images'>;
type Table = CellOutputOf<'table'>;

export type ExampleBlock =
  | { readonly kind: 'text'; readonly text: string }
  | Pick<Table, 'kind' | 'columns' | 'rows'>
  | ({
      readonly kind: 'images';
      /** A PNG beside the example's file: all images in one picture of so many pixels. */
      readonly file: string;
      readonly size: readonly [width: number, height: number];
    } & Pick<Images, 'count' | 'height' | 'width' | 'columns' | 'labels' | 'title'>)
  | {
      readonly kind: 'curve';
      readonly title?: string | undefined;
      readonly xLabel?: string | undefined;
      readonly yLabel?: string | undefined;
      readonly steps: readonly number[];
      readonly curves: readonly (Curve & Pick<LegendEntry, 'latest'>)[];
    };

export interface CellExample {
  /** Of the texts of all cells and of how they were run; see `tools/lib/example-sources.ts`. */
  readonly hash: string;
  /** How it was made, for the reader. */
  readonly about: string;
  readonly blocks: readonly ExampleBlock[];
}
