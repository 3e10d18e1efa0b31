/** What the README says of the quality of the images, from the records. */
import type { MeasuredValue, MeasurementRecord } from '@components/notebook/measurement-record';
import { table, writeSection } from '../lib/readme.mjs';
import { readRecord } from './measurement';

/** The records that the README prints. */
export const qualityRecords: readonly string[] = ['quality', 'shipped-generator'];

export async function writeQuality(): Promise<void> {
  await writeSection('quality', await qualitySection());
}

/** In Markdown, before it is formatted. */
export async function qualitySection(): Promise<string> {
  const [quality, shipped] = [await readRecord('quality'), await readRecord('shipped-generator')];
  const { values, settings } = quality;
  const stops = settings['stops'] as readonly number[];
  const last = values[`after${stops.at(-1)}`] as Values;
  const head = [
    ...['生成器', 'フレシェ距離', '内訳のエントロピー', '平均の確信度'],
    ...['0から9に見えた枚数', '学習時間'],
  ];
  const rows = [
    ...stops.map((stop) => row(`${count(stop)}ステップ`, values[`after${stop}`])),
    row('同梱の生成器', shipped.values),
    row('本物（下限の目安）', values['real']),
  ];
  return [
    `\`${quality.command}\`（論文のAdamの設定、シード${settings['seed']}、${count(stops.at(-1) ?? 0)}ステップ）が、学習させながら測った値です。ほかの計算と分け合った${quality.machine.cores}コアのマシンで、学習だけで${count(last['trainingSeconds'] as number)}秒かかりました。数値は[docs/measurements/quality.json](docs/measurements/quality.json)と[shipped-generator.json](docs/measurements/shipped-generator.json)にあります。`,
    table(head, rows),
  ].join('\n\n');
}

type Values = MeasurementRecord['values'];

function row(name: string, found: MeasuredValue | undefined): string[] {
  const values = found as Values;
  const number = (key: string) => Number(values[key]);
  const { trainingSeconds } = values;
  return [
    name,
    number('frechetDistance').toFixed(2),
    number('entropy').toFixed(2),
    `${Math.round(100 * number('meanConfidence'))}%`,
    (values['counts'] as readonly number[]).join('、'),
    trainingSeconds === undefined ? '―' : `${count(Number(trainingSeconds))}秒`,
  ];
}

const count = (value: number) => value.toLocaleString('en');
