/** The formats that a run is taken home in, as the menu has them. */
export const formatNames = [
  'pytorch',
  'pytorch-notebook',
  'keras',
  'keras-notebook',
  'safetensors',
  'curves',
] as const;
export type FormatName = (typeof formatNames)[number];

export const formatLabels: Readonly<Record<FormatName, string>> = {
  pytorch: 'PyTorchのスクリプト（.py）',
  'pytorch-notebook': 'PyTorchのノートブック（.ipynb）',
  keras: 'Keras 3のスクリプト（.py）',
  'keras-notebook': 'Keras 3のノートブック（.ipynb）',
  safetensors: '重みとAdamの状態（.safetensors）',
  curves: '曲線（.csv）',
};
