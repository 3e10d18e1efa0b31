/** What cells show, as it is kept from one visit to the next. */
import type { CellOutput } from '@lib/notebook/outputs';
import { addOutput, type OutputBlock, type ShownOutput } from './output-blocks';

/** Blocks as the outputs that they came of; errors are not kept, since their code may be another one. */
export function outputsOf(blocks: readonly OutputBlock[]): readonly CellOutput[] {
  return blocks.flatMap((block): readonly CellOutput[] => {
    switch (block.kind) {
      case 'error':
        return [];
      case 'text':
        return [
          ...block.lines.map(({ level, text }) => ({ kind: 'text', level, text }) as const),
          ...(block.omitted > 0 ? [{ kind: 'omitted', lines: block.omitted } as const] : []),
        ];
      case 'curve':
        return [curveOf(block)];
      default:
        return [block];
    }
  });
}

function curveOf({ about, series }: Extract<OutputBlock, { kind: 'curve' }>): CellOutput {
  const { key, title, xLabel, yLabel } = about;
  return {
    kind: 'curve',
    key,
    appends: false,
    ...(title === undefined ? {} : { title }),
    ...(xLabel === undefined ? {} : { xLabel }),
    ...(yLabel === undefined ? {} : { yLabel }),
    series: series.map(({ name, x, y }) => ({
      name,
      x: Float64Array.from(x),
      y: Float64Array.from(y),
    })),
  };
}

export function blocksOf(outputs: readonly CellOutput[]): readonly OutputBlock[] {
  return outputs.filter(isShown).reduce<readonly OutputBlock[]>(addOutput, []);
}

function isShown(output: CellOutput): output is ShownOutput {
  return output.kind !== 'status' && output.kind !== 'checkpoint' && output.kind !== 'error';
}
