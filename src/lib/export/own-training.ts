/** Scripts of a run whose training is the reader's own code: they load and draw, and hold that code. */
import type { ExportedRun } from './exported-run';
import { scriptFile } from './file-names';
import { comment, type Section } from './python';
import { scriptedNetworks } from './scripted';

/** The length of z, where G makes grey images of it; else `null`. */
function noiseSize(run: ExportedRun): number | null {
  const layers = scriptedNetworks(run).find(({ symbol }) => symbol === 'G')?.layers ?? [];
  const [size, ...others] = layers[0]?.inputShape ?? [];
  const output = layers.at(-1)?.outputShape;
  const isGrey = output?.length === 3 && output[2] === 1;
  return isGrey && size !== undefined && others.length === 0 ? size : null;
}

/** Whether the script draws images. */
export const draws = (run: ExportedRun) => noiseSize(run) !== null;

/** Beginning of the script; `null` for a run that is not of the reader's own code. */
export function ownIntroduction(run: ExportedRun) {
  if (!run.ownTraining) return null;
  const start = draws(run)
    ? `python3 ${scriptFile}      重みを読み込み、生成器で64枚を描いて、samples.pngに保存します`
    : `python3 ${scriptFile}      ネットワークを作り、重みを読み込みます`;
  return {
    remarks: [
      'ネットワーク、重み、最適化手法の状態はセルと同じです。同じ入力からは同じ出力が得られます。',
      '損失と学習の手順は、Pythonに直していません。train()の中に、元のセルのコードがあります。',
    ],
    usage: [start, `python3 ${scriptFile} 200  200ステップ学習します（train()を書いてから）`],
  };
}

export function ownSettings(run: ExportedRun): string[] {
  const size = run.ownTraining ? noiseSize(run) : null;
  if (size === null) return [];
  return [
    '',
    'BATCH = 64',
    `NOISE = ${size}  # zの次元`,
    'NORMAL_NOISE = False  # 偽なら-1から1の一様分布。セルの学習で使ったほうにしてください',
  ];
}

/** @param parts a framework's code for noise, and for images drawn of it */
export function ownSections(
  run: ExportedRun,
  { noise, samples }: { readonly noise: string; readonly samples: string },
): Section[] {
  const { ownTraining } = run;
  if (!ownTraining) return [];
  const training = [
    "def train(steps, start=START, save_to=FOLDER / 'trained.safetensors'):",
    '    networks, optimizers, step = load(start)',
    '    # ここに損失と学習の手順を書いてください。終わったら save(save_to, networks, optimizers, step) で',
    '    # 保存して、networksを返します。元のセルのコード：',
    comment(ownTraining.code, '    '),
    "    raise NotImplementedError('損失と学習の手順をPythonに書き直してください。')",
  ].join('\n');
  return [
    ...(draws(run) ? [{ title: '生成画像', code: `${noise}\n\n${samples}` }] : []),
    { title: '学習', code: training },
  ];
}
