import type { ExportedRun } from './exported-run';
import { ownIntroduction, ownSettings } from './own-training';
import { runFile, scriptFile } from './file-names';
import { type Section, truth } from './python';
import { scriptedNetworks } from './scripted';

interface About {
  readonly framework: string;
  readonly needs: string;
}

/** What a script is and what it needs, line by line; how it is run stands between, where it is a file. */
export function introduction(
  run: ExportedRun,
  { framework, needs }: About,
): Pick<Section, 'about' | 'usage'> {
  const { recipe, step, title } = run;
  const seed = recipe ? `、シード${recipe.seed}` : '';
  const remarks = recipe
    ? [
        'ネットワーク、重み、最適化手法の状態はセルと同じです。同じ入力からは同じ出力が得られます。',
        '乱数の作り方だけはセルと違うので、学習の途中の数値は一致しません。',
      ]
    : ['このGANの学習の手順は入っていません。学習を続けるコードは書き足してください。'];
  const own = ownIntroduction(run);
  return {
    about: [
      `${title.replace(/["\\]/g, '')}：${framework}で続ける`,
      '',
      `「はじめてのGAN」のセルから持ち帰りました（ステップ${step}${seed}）。`,
      `必要なもの：${needs}。`,
      `同じフォルダーの${runFile}から重みを読みます。`,
      '',
      ...(own?.remarks ?? remarks),
    ],
    usage:
      own?.usage ??
      (recipe
        ? [
            `python3 ${scriptFile}                          200ステップ学習します`,
            `python3 ${scriptFile} 1000                     1000ステップ学習します`,
            `python3 ${scriptFile} 100 trained.safetensors  保存した所から続けます`,
          ]
        : [`python3 ${scriptFile}    ネットワークを作り、重みを読み込みます`]),
  };
}

/** The constants that the rest of a script goes by. */
export function settingsCode(run: ExportedRun): string {
  const { recipe } = run;
  const optimizers = scriptedNetworks(run).flatMap(({ symbol, optimizer }) => {
    if (!optimizer) return [];
    const { optimizer: kind, learningRate, momentum } = optimizer;
    return [`    '${symbol}': ('${kind}', ${learningRate}, ${momentum}),`];
  });
  return [
    "FOLDER = pathlib.Path(__file__).resolve().parent if '__file__' in globals() else pathlib.Path()",
    `START = FOLDER / '${runFile}'`,
    '',
    '# 最適化手法、学習率、β1（SGDではモーメンタム）',
    ...(optimizers.length > 0 ? ['OPTIMIZERS = {', ...optimizers, '}'] : ['OPTIMIZERS = {}']),
    ...(recipe
      ? [
          '',
          `SEED = ${recipe.seed}`,
          `BATCH = ${recipe.batchSize}`,
          `NOISE = ${recipe.noise.size}  # zの次元`,
          `NORMAL_NOISE = ${truth(recipe.noise.distribution === 'normal')}  # 偽なら-1から1の一様分布`,
          `DISCRIMINATOR_STEPS = ${recipe.discriminatorSteps}`,
          `SEPARATE_BATCHES = ${truth(recipe.separateBatches)}  # 本物と偽物を別々に識別器に入れるか`,
        ]
      : ownSettings(run)),
  ].join('\n');
}
