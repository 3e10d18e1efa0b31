/** What a cell shows, as outputs of a Jupyter notebook, and back. Nothing that comes back runs or is markup. */
import type { ShownDisplay, ShownOutput } from '@lib/export/notebook-file';
import { tileImages } from '@lib/data/image-grid';
import { type CellOutputOf, readOutput, type ValueNode } from '@lib/notebook/outputs';
import { decode, encode } from 'fast-png';
import { formatCount } from '../kit/format';
import { curveWords, imageWords } from './block-words';
import type { NotebookCell } from './cell-state';
import { curveLines } from './curve-lines';
import { blocksOf, outputsOf } from './kept-outputs';
import type { OutputBlock } from './output-blocks';
import { columnLook } from './table-entry';

type BlockOf<Kind extends OutputBlock['kind']> = Extract<OutputBlock, { kind: Kind }>;

/** Draws curves as a PNG; `null` where nothing can be drawn. */
export type DrawCurve = (block: BlockOf<'curve'>) => Promise<Uint8Array | null>;

/** Images are shown in twice their size, as on the page. */
const scale = 2;

export async function fileOutputs(
  { blocks, failure }: Pick<NotebookCell, 'blocks' | 'failure'>,
  drawCurve: DrawCurve,
): Promise<readonly ShownOutput[]> {
  const outputs: ShownOutput[] = [];
  for (const block of blocks) outputs.push(...(await shownBlock(block, drawCurve)));
  if (failure)
    outputs.push({ kind: 'error', name: failure.name || 'Error', message: failure.message });
  return outputs;
}

async function shownBlock(
  block: OutputBlock,
  drawCurve: DrawCurve,
): Promise<readonly ShownOutput[]> {
  const own = ownOf(block);
  switch (block.kind) {
    case 'text':
      return block.lines.map(({ level, text }) => ({
        kind: 'text',
        isError: level !== 'log',
        text: `${text}\n`,
      }));
    case 'value':
      return [{ kind: 'display', text: valueText(block.value), own }];
    case 'table':
      return [{ kind: 'display', ...tableTexts(block), own }];
    case 'images':
      return [{ kind: 'display', ...picture(block), own }];
    case 'curve': {
      const { steps, curves } = curveLines(block.series);
      const entries = curves.map((line, i) => ({
        ...line,
        latest: block.series[i]?.y.at(-1) ?? null,
      }));
      const bytes = await drawCurve(block);
      const png = bytes ? { bytes } : undefined;
      return [{ kind: 'display', text: curveWords(block.about, { steps, entries }), png, own }];
    }
    case 'progress': {
      const { done, total, label } = block;
      const text = `${label ? `${label} ` : ''}${formatCount(done)} / ${formatCount(total)}`;
      return [{ kind: 'display', text, own }];
    }
    case 'error': {
      const { name, message } = block.failure;
      return [{ kind: 'error', name: name || 'Error', message }];
    }
  }
}

/** @returns what can be shown of a file's outputs */
export function blocksOfFile(outputs: readonly ShownOutput[]): readonly OutputBlock[] {
  const found = outputs.flatMap((output) => {
    const something =
      output.kind === 'text'
        ? {
            kind: 'text',
            level: output.isError ? 'warn' : 'log',
            text: output.text.replace(/\n$/, ''),
          }
        : output.kind === 'display'
          ? somethingOf(output)
          : null;
    return readOutput(something) ?? [];
  });
  return blocksOf(found);
}

/** The site's own form of an output, or what can be had of another's. Still to be checked. */
function somethingOf({ own, png, text }: ShownDisplay): unknown {
  const plain = { kind: 'text', level: 'log', text };
  if (own === undefined) return png ? (ownPicture(png.bytes) ?? plain) : plain;
  const read = decoded(own);
  if (!isRecord(read) || read['kind'] !== 'images') return read;
  return png ? withPixels(read as CellOutputOf<'images'>, png.bytes) : null;
}

// Images: their pixels are those of the PNG, everything else is told beside it.

function picture(block: CellOutputOf<'images'>): Pick<ShownDisplay, 'text' | 'png'> {
  const { bytes, count, height, width, columns, channels, labels } = block;
  const side = Math.min(columns, count);
  const tiles = tileImages({ images: bytes, count, height, width, columns: side, channels });
  const [across, down] = [side * width, tiles.rows * height];
  return {
    text: [imageWords(block), ...(labels ?? [])].join('、'),
    png: {
      bytes: encode({ width: across, height: down, data: tiles.pixels, channels }),
      size: { width: scale * across, height: scale * down },
    },
  };
}

function withPixels(about: CellOutputOf<'images'>, png: Uint8Array): unknown {
  const read = decodedPng(png);
  const { count, height, width, channels, columns } = about;
  const side = Math.min(columns, count);
  const rows = Math.ceil(count / side);
  const isFitting =
    read?.channels === channels && read.width === side * width && read.height === rows * height;
  if (!isFitting) return null;
  const bytes = new Uint8Array(count * height * width * channels);
  const line = width * channels;
  for (let i = 0; i < count; i++) {
    for (let y = 0; y < height; y++) {
      const at = ((Math.floor(i / side) * height + y) * side + (i % side)) * line;
      bytes.set(read.data.subarray(at, at + line), (i * height + y) * line);
    }
  }
  return { ...about, bytes };
}

/** A picture that another program has drawn. */
function ownPicture(png: Uint8Array): unknown {
  const read = decodedPng(png);
  if (!read || (read.channels !== 1 && read.channels !== 3)) return null;
  const { width, height, channels, data } = read;
  const bytes = Uint8Array.from(data);
  return { kind: 'images', bytes, count: 1, height, width, channels, columns: 1 };
}

function decodedPng(png: Uint8Array) {
  try {
    const { width, height, channels, depth, data } = decode(png);
    return depth === 8 && !(data instanceof Uint16Array)
      ? { width, height, channels, data: Uint8Array.from(data) }
      : null;
  } catch {
    return null;
  }
}

// The site's own form, as JSON.

function ownOf(block: OutputBlock): unknown {
  const [output] = outputsOf([block]);
  return output && (JSON.parse(JSON.stringify(output, encoded)) as unknown);
}

/** For `JSON.stringify`: numbers that JSON has no words for, and rows of numbers; no pixels. */
function encoded(_name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return undefined;
  if (value instanceof Float64Array) return { floats: [...value] };
  return typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;
}

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (!isRecord(value)) return value;
  if (typeof value['number'] === 'string') return Number(value['number']);
  if (Array.isArray(value['floats'])) return Float64Array.from(value['floats'], toNumber);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, decoded(each)]));
}

const toNumber = (value: unknown) => Number(decoded(value));

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Words.

function tableTexts(block: CellOutputOf<'table'>): Pick<ShownDisplay, 'text' | 'html'> {
  const { columns, rows } = block;
  const looks = columns.map(({ digits }, i) => columnLook(rows, i, digits));
  const names = columns.map(({ name, unit }) => (unit ? `${name}（${unit}）` : name));
  const lines = rows.map((row) => looks.map(({ format }, i) => format(row[i])));
  const align = looks.map(({ kind }) => (kind === 'number' ? 'right' : 'left'));
  const cells = (tag: 'td' | 'th', texts: readonly string[]) =>
    texts
      .map((text, i) => `<${tag} style="text-align: ${align[i]}">${escaped(text)}</${tag}>`)
      .join('');
  const line = (tag: 'td' | 'th', texts: readonly string[]) => `<tr>${cells(tag, texts)}</tr>\n`;
  return {
    text: [names, ...lines].map((texts) => texts.join('\t')).join('\n'),
    html: `<table>\n<thead>${line('th', names)}</thead>\n<tbody>\n${lines.map((texts) => line('td', texts)).join('')}</tbody>\n</table>`,
  };
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replaceAll(/[&<>]/g, (letter) => names[letter] ?? letter);
}

function valueText({ preview, entries = [], omitted = 0 }: ValueNode, indent = ''): string {
  const deeper = `${indent}  `;
  const lines = entries.map(({ name, value }) => `${deeper}${name}: ${valueText(value, deeper)}`);
  const rest = omitted > 0 ? [`${deeper}ほか${formatCount(omitted)}個`] : [];
  return [preview, ...lines, ...rest].join('\n');
}
