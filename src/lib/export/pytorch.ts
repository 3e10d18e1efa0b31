/** A run as a script for PyTorch, which needs nothing else. */
import batchNorm from './python/torch/batch_norm.py?raw';
import digits from './python/torch/digits.py?raw';
import files from './python/torch/files.py?raw';
import layouts from './python/torch/layouts.py?raw';
import load from './python/torch/load.py?raw';
import modules from './python/torch/modules.py?raw';
import noise from './python/torch/noise.py?raw';
import points from './python/torch/points.py?raw';
import samples from './python/torch/samples.py?raw';
import train from './python/torch/train.py?raw';
import type { ExportedRun } from './exported-run';
import { introduction, settingsCode } from './introduction';
import { lossesCode } from './losses';
import { mainSection } from './main-section';
import { ownSections } from './own-training';
import type { Section } from './python';
import { torchNetwork } from './pytorch-layers';
import { scriptedNetworks } from './scripted';

const imports = ['ctypes', 'gzip', 'json', 'pathlib', 'struct', 'sys', 'zlib'].map(
  (name) => `import ${name}`,
);

/**
 * The script's parts, the first of them the introduction.
 *
 * @throws {NoRule} for a layer that has none
 */
export function pytorchSections(run: ExportedRun): Section[] {
  const { recipe } = run;
  const networks = scriptedNetworks(run).map((network) => ({
    ...network,
    torch: torchNetwork(network),
  }));
  const hasDigits = recipe?.data.kind === 'digits';
  const all = networks.flatMap(({ torch }) => torch.modules.map(({ code }) => code)).join('\n');
  const needs = (name: string) => all.includes(`${name}(`);
  const loop = needs('BatchNorm') ? train : train.replace(/^ *follow\(.*\n/gm, '');
  return [
    {
      title: 'はじめに',
      ...introduction(run, { framework: 'PyTorch', needs: 'PyTorch（1.13から）' }),
      code: [
        ...imports,
        '',
        'import torch',
        'from torch import nn',
        ...(recipe ? ['from torch.nn import functional as F'] : []),
      ].join('\n'),
    },
    { title: '設定', code: settingsCode(run) },
    { title: 'safetensorsファイルの読み書き', code: files },
    ...(needs('BatchNorm') ? [{ title: 'バッチ正規化', code: batchNorm }] : []),
    ...(['Permute', 'MaxOver', 'Crop'].some(needs) ? [{ title: '足りない層', code: modules }] : []),
    { title: 'ネットワーク', code: networks.map(buildCode).join('\n\n\n') + namesCode(networks) },
    { title: '重みの並び', code: `${layouts.trim()}\n\n\n${weightsCode(networks)}` },
    { title: '読み込みと保存', code: load },
    ...(recipe
      ? [
          {
            title: '損失',
            code: lossesCode(recipe, { softplus: (x) => `F.softplus(${x})`, mean }),
          },
          { title: '本物のデータ', code: hasDigits ? digits : points },
          { title: '学習', code: `${noise}\n\n${loop}` },
          ...(hasDigits ? [{ title: '生成画像', code: samples }] : []),
        ]
      : ownSections(run, { noise, samples })),
    mainSection(run),
  ];
}

const mean = (x: string) => (/^[\w.]+(\(.*\))?$/.test(x) ? `${x}.mean()` : `(${x}).mean()`);

type Scripted = ReturnType<typeof scriptedNetworks>[number] & {
  readonly torch: ReturnType<typeof torchNetwork>;
};

function buildCode({ name, torch, layers }: Scripted): string {
  const input = layers[0]?.inputShape ?? [];
  const [height, width, channels] = input;
  const shape = (input.length === 3 ? [channels, height, width] : input).join(', ');
  return [
    `def build_${name}():`,
    `    """[N, ${shape}] から。右のコメントは出力の形です。"""`,
    '    return nn.Sequential(',
    ...torch.modules.map(({ code, shape: given }) =>
      given ? `        ${code},  # ${given}` : `        ${code},`,
    ),
    '    )',
  ].join('\n');
}

function namesCode(networks: readonly Scripted[]): string {
  const entries = networks.map(({ symbol, name }) => `'${symbol}': build_${name}`);
  return `\n\n\nNETWORKS = {${entries.join(', ')}}`;
}

function weightsCode(networks: readonly Scripted[]): string {
  const rows = networks.flatMap(({ symbol, torch }) =>
    torch.weights.map(
      ({ own, name, layout }) => `    ('${symbol}', '${own}', '${name}', ${layout}),`,
    ),
  );
  return [
    '# （ネットワーク, PyTorchでの名前, ファイルでの名前, 並び）',
    'WEIGHTS = [',
    ...rows,
    ']',
  ].join('\n');
}
