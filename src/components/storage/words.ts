/** What is kept, in words for the reader. */
import type { KeptItem } from '@lib/storage/database/contents';
import { formatCount } from '../cells/kit/format';

export function describeItem({ kind, title, step, count }: KeptItem): {
  readonly title: string;
  readonly detail: string;
} {
  const steps = step === null ? '' : `ステップ${formatCount(step)}まで`;
  switch (kind) {
    case 'run':
      return { title: title || '学習', detail: `学習の途中、${steps}` };
    case 'generator':
      return { title: '最後に学習させた生成器', detail: steps || '潜在空間のセルで使えます' };
    case 'code':
      return { title: '書きかえたコード', detail: `履歴と合わせて${formatCount(count)}個` };
    case 'outputs':
      return { title: 'コードの実行結果', detail: `${formatCount(count)}セル` };
    case 'aside':
      return {
        title: '読めなかったもの',
        detail: `${formatCount(count)}個、消さずに別にしています`,
      };
  }
}

/** To two figures at the least: `93MB`, `1.2GB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)}${units[power] ?? ''}`;
}

/** A time of day to show; nothing is ordered by it. */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toLocaleString('ja-JP', {
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
}
