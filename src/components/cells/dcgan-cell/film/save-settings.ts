/** What a reader may choose when a film is saved. */
import type { ChoiceControl, SettingsOf } from '@lib/controls';

const formatNames = ['gif', 'webm', 'mp4'] as const;
export type FormatName = (typeof formatNames)[number];

export const formatLabels = {
  gif: 'GIFアニメーション',
  webm: '動画（WebM）',
  mp4: '動画（MP4）',
} as const satisfies Record<FormatName, string>;

function choice<Value extends string>(
  label: string,
  options: readonly (readonly [Value, string])[],
  preset: Value,
): ChoiceControl<Value> {
  return {
    type: 'choice',
    label,
    help: '',
    options: options.map(([value, text]) => ({ value, label: text })),
    default: preset,
  };
}

export const saveControls = {
  format: choice<FormatName>(
    '形式',
    formatNames.map((name) => [name, formatLabels[name]]),
    'gif',
  ),
  seconds: choice(
    '1枚を見せる時間',
    [
      ['0.05', '0.05秒'],
      ['0.1', '0.1秒'],
      ['0.2', '0.2秒'],
      ['0.5', '0.5秒'],
      ['1', '1秒'],
    ],
    '0.1',
  ),
  hold: choice(
    '最後の1枚',
    [
      ['0', 'ほかと同じ長さ'],
      ['1', '1秒長く見せる'],
      ['2', '2秒長く見せる'],
      ['4', '4秒長く見せる'],
    ],
    '2',
  ),
  scale: choice(
    '大きさ',
    [
      ['1', '等倍'],
      ['2', '2倍'],
      ['3', '3倍'],
    ],
    '2',
  ),
  label: choice(
    'ステップ数',
    [
      ['below', '画像の下に書く'],
      ['none', '書かない'],
    ],
    'below',
  ),
} as const;

export type SaveSettings = SettingsOf<typeof saveControls>;
export type SaveSettingName = keyof SaveSettings;
export const saveSettingNames = Object.keys(saveControls) as readonly SaveSettingName[];
