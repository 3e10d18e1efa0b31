/** A run as a script for Keras 3, on TensorFlow or PyTorch. */
import adam from './python/keras/adam.py?raw';
import digits from './python/keras/digits.py?raw';
import files from './python/keras/files.py?raw';
import load from './python/keras/load.py?raw';
import noise from './python/keras/noise.py?raw';
import points from './python/keras/points.py?raw';
import samples from './python/keras/samples.py?raw';
import train from './python/keras/train.py?raw';
import update from './python/keras/update.py?raw';
import type { ExportedRun } from './exported-run';
import { introduction, settingsCode } from './introduction';
import { kerasNetwork } from './keras-layers';
import { lossesCode } from './losses';
import { mainSection } from './main-section';
import { ownSections } from './own-training';
import type { Section } from './python';
import { type ScriptedNetwork, scriptedNetworks } from './scripted';

const imports = ['gzip', 'json', 'os', 'pathlib', 'struct', 'sys', 'zlib'];

/**
 * The script's parts, the first of them the introduction.
 *
 * @throws {NoRule} for a layer that has none
 */
export function kerasSections(run: ExportedRun): Section[] {
  const { recipe } = run;
  const networks = scriptedNetworks(run);
  const hasDigits = recipe?.data.kind === 'digits';
  const words = {
    softplus: (x: string) => `ops.softplus(${x})`,
    mean: (x: string) => `ops.mean(${x})`,
  };
  return [
    {
      title: 'はじめに',
      ...introduction(run, {
        framework: 'Keras 3',
        needs: 'Keras 3と、TensorFlowかPyTorch（環境変数KERAS_BACKENDで選びます）',
      }),
      code: [
        ...imports.map((name) => `import ${name}`),
        '',
        "os.environ.setdefault('KERAS_BACKEND', 'tensorflow')",
        '',
        'import keras',
        'import numpy as np',
        'from keras import layers, ops',
      ].join('\n'),
    },
    { title: '設定', code: settingsCode(run) },
    { title: 'safetensorsファイルの読み書き', code: files },
    { title: 'ネットワーク', code: networksCode(networks) },
    { title: '重みの置き場所', code: weightsCode(networks) },
    { title: '最適化手法', code: adam },
    { title: '読み込みと保存', code: load },
    ...(recipe
      ? [
          { title: '損失', code: lossesCode(recipe, words) },
          { title: '本物のデータ', code: hasDigits ? digits : points },
          { title: '1回の更新', code: update },
          { title: '学習', code: `${noise}\n\n${train}` },
          ...(hasDigits ? [{ title: '生成画像', code: samples }] : []),
        ]
      : ownSections(run, { noise, samples })),
    mainSection(run),
  ];
}

function networksCode(networks: readonly ScriptedNetwork[]): string {
  const builds = networks.map((network) => {
    const { input, layers } = kerasNetwork(network);
    return [
      `def build_${network.name}():`,
      `    """右のコメントは出力の形です。"""`,
      '    return keras.Sequential([',
      `        keras.Input((${input.join(', ')}${input.length === 1 ? ',' : ''})),`,
      ...layers.map(({ code, shape }) => `        ${code},  # ${shape}`),
      `    ], name='${network.name}')`,
    ].join('\n');
  });
  const entries = networks.map(({ symbol, name }) => `'${symbol}': build_${name}`);
  return `${builds.join('\n\n\n')}\n\n\nNETWORKS = {${entries.join(', ')}}`;
}

function weightsCode(networks: readonly ScriptedNetwork[]): string {
  const rows = networks.flatMap(({ symbol, weights, layers }) =>
    weights
      .filter(({ layer }) => layer < layers.length)
      .map(
        ({ layer, parameter, name }) => `    ('${symbol}', ${layer}, '${parameter}', '${name}'),`,
      ),
  );
  return [
    '# （ネットワーク, 層の番号, 層での名前, ファイルでの名前）',
    'WEIGHTS = [',
    ...rows,
    ']',
  ].join('\n');
}
