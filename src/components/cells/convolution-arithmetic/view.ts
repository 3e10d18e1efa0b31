import {
  innerOverlaps,
  largestPadding,
  overlapOf,
  type Tap,
  valueOf,
} from '@lib/convolution-arithmetic';
import { html, nothing, type TemplateResult } from 'lit';
import { checkedAs } from '../kit/checked';
import { leadingField } from '../kit/form';
import { presetPicker } from '../kit/presets';
import { sizeFormula } from './formula';
import { type GridSquare, pictureGrid, pointableGrid } from './grid';
import { type ArithmeticSettings, scenes } from './settings';
import { type ArithmeticView, sizeOf, type Worked, worked } from './state';

type State = ArithmeticView['state'];

/** Settings, the output's size, and the grids of numbers. */
export function arithmeticView(view: ArithmeticView): TemplateResult {
  const { state } = view;
  const numbers = worked(state);
  return html`<div class="controls">${presetPicker(scenes, view)}</div>
    ${form(view)}
    <div class="formula" translate="no">${sizeFormula(state.values)}</div>
    <div class="stage grids">
      ${stageGrid(state, numbers)}
      <div class="results">${kernelGrid(state, numbers)} ${output(view, numbers)}</div>
    </div>
    <div class="reading">${reading(state, numbers)}</div>`;
}

/** Menus for what is chosen, sliders for sizes; what an operation does not use is left out. */
function form(view: ArithmeticView): TemplateResult {
  const { operation, image, kernel, kernelSize, stride } = view.state.values;
  const field = (name: string, most = Infinity) => leadingField(view, name, { most });
  return html`<div class="form">
    ${field('operation')} ${field('image')}
    ${operation === 'max-pooling' ? nothing : field('kernel')} ${field('inputSize')}
    ${field('kernelSize')} ${field('stride')} ${field('padding', largestPadding(kernelSize))}
    ${operation === 'transposed' ? field('outputPadding', stride - 1) : nothing}
    ${image === 'random' || kernel === 'random' ? field('seed') : nothing}
  </div>`;
}

const stageTitles = {
  'max-pooling': '入力と、まわりの余白',
  strided: '入力と、まわりに補う0',
  transposed: '入力の間とまわりに0を補ったもの',
  upsample: '入力を拡大し、まわりに0を補ったもの',
} as const;

function stageGrid({ values: settings }: State, numbers: Worked): TemplateResult {
  const { stage, input, taps } = numbers;
  const largest = largestOf(input);
  const lit = new Set(taps.map(({ stageRow, stageColumn }) => `${stageRow} ${stageColumn}`));
  const winner = settings.operation === 'max-pooling' ? winnerOf(numbers) : null;
  const isPooling = settings.operation === 'max-pooling';
  const squares = stage.map((row, i) =>
    row.map((origin, j): GridSquare => {
      const value = origin.kind === 'input' ? (input[origin.row]?.[origin.column] ?? 0) : 0;
      const isOutside = isPooling && origin.kind === 'margin';
      return {
        text: isOutside ? '' : formatSquare(value),
        tone: value / largest,
        kind: origin.kind,
        isLit: lit.has(`${i} ${j}`),
        isWinner: winner?.stageRow === i && winner.stageColumn === j,
      };
    }),
  );
  const title = stageTitles[settings.operation];
  const description = `${title}。一辺${stage.length}。太い枠は見ている出力の窓です。`;
  return pictureGrid({ title, description, squares });
}

function kernelGrid({ values: settings }: State, { kernel, taps }: Worked) {
  if (settings.operation === 'max-pooling') return nothing;
  const largest = largestOf(kernel);
  const meets = new Set(
    taps
      .filter(({ origin }) => origin.kind === 'input')
      .map(({ kernelRow, kernelColumn }) => `${kernelRow} ${kernelColumn}`),
  );
  const squares = kernel.map((row, i) =>
    row.map((weight, j): GridSquare => ({
      text: formatSquare(weight),
      tone: weight / largest,
      kind: 'weight',
      isLit: meets.has(`${i} ${j}`),
    })),
  );
  const turned = settings.operation === 'transposed' ? '（180°回して重ねます）' : '';
  const description = `カーネル。入力の画素に掛かる重みは${meets.size}個。値は${kernel
    .map((row) => row.map(formatSquare).join('、'))
    .join('／')}`;
  return pictureGrid({ title: `カーネル${turned}`, description, squares });
}

function output({ state, commands }: ArithmeticView, numbers: Worked) {
  const { values: settings, own } = state;
  const size = sizeOf(settings);
  if (size < 1) {
    return html`<p class="problem">
      窓（一辺${settings.kernelSize}）が入力に収まらず、出力がありません。kを小さくするか、iかpを大きくしてください。
    </p>`;
  }
  const shown = numbers[own.shown];
  const largest = largestOf(shown);
  const squares = shown.map((row, i) =>
    row.map((value, j): GridSquare => ({
      text: formatSquare(value),
      tone: value / largest,
      kind: 'output',
      isLit: own.at.row === i && own.at.column === j,
    })),
  );
  return html`<div class="result">
    ${pointableGrid({
      title: `出力（${size}×${size}）：${own.shown === 'values' ? '値' : '重なる入力の画素の数'}`,
      description: `出力、一辺${size}。矢印キーで画素を選びます。`,
      squares,
      at: own.at,
      labelOf: ({ row, column }) =>
        `${row + 1}行${column + 1}列、値${formatSquare(numbers.values[row]?.[column] ?? 0)}、重なり${numbers.overlaps[row]?.[column] ?? 0}`,
      onPoint: (at) => {
        commands.look({ at });
      },
    })}
    <label class="switch"
      ><input
        type="checkbox"
        ?checked=${own.shown === 'overlaps'}
        ${checkedAs(own.shown === 'overlaps')}
        @change=${(event: Event) => {
          const { checked } = event.currentTarget as HTMLInputElement;
          commands.look({ shown: checked ? 'overlaps' : 'values' });
        }}
      />重なりの数で塗る</label
    >
  </div>`;
}

/** How the output that is looked at comes about. */
function reading({ values: settings, own: { at } }: State, numbers: Worked) {
  if (sizeOf(settings) < 1) return nothing;
  const { taps, input, kernel } = numbers;
  const value = valueOf(taps, { resampling: settings, input, kernel });
  const overlap = overlapOf(taps);
  const window = `${settings.kernelSize}×${settings.kernelSize}`;
  return html`<p>
      <b>${at.row + 1}行${at.column + 1}列の出力</b>：${window}の窓のうち入力の画素に掛かるのは
      <b>${overlap}</b>か所です。${spread(settings)}
    </p>
    <p class="sum">
      ${sumOf(settings.operation === 'max-pooling', numbers)} = <b>${formatSquare(value)}</b>
    </p>`;
}

/** Whether the overlap differs from one output to another, away from the border. */
function spread(settings: ArithmeticSettings): string {
  const counts = innerOverlaps(settings, settings.inputSize);
  if (counts.length === 0) return '';
  if (counts.length === 1) return `端を除けばどの出力でも${String(counts[0])}か所です。`;
  return `端を除いても出力によって違います（${counts.join('、')}か所）。これがむらになります。`;
}

function sumOf(isMaximum: boolean, { taps, input, kernel }: Worked): string {
  const terms = taps.flatMap(({ origin, kernelRow, kernelColumn }) => {
    if (origin.kind !== 'input') return [];
    const value = formatSquare(input[origin.row]?.[origin.column] ?? 0);
    if (isMaximum) return [value];
    const weight = formatSquare(kernel[kernelRow]?.[kernelColumn] ?? 0);
    return [`${value}×${weight.startsWith('−') ? `(${weight})` : weight}`];
  });
  return isMaximum ? `max(${terms.join(', ')})` : terms.join(' + ') || '0';
}

/** The first place of the window that has its maximum: the only one that gradient comes back to. */
function winnerOf({ taps, input }: Worked): Tap | null {
  const valueAt = ({ origin }: Tap) =>
    origin.kind === 'input' ? (input[origin.row]?.[origin.column] ?? 0) : -Infinity;
  return taps.reduce<Tap | null>(
    (best, tap) => (best && valueAt(best) >= valueAt(tap) ? best : tap),
    null,
  );
}

function largestOf(values: readonly (readonly number[])[]): number {
  return Math.max(1e-9, ...values.flat().map(Math.abs));
}

/** Short enough for a square: at most two decimals. */
function formatSquare(value: number): string {
  return String(Math.round(value * 100) / 100).replace('-', '−');
}
