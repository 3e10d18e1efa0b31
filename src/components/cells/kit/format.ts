/** Numbers as a cell's text shows them, in Japanese. */

/** A duration: `8秒`, `3分05秒`, `1時間02分`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds}秒`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}分${twoDigits(seconds % 60)}秒`;
  return `${Math.floor(minutes / 60)}時間${twoDigits(minutes % 60)}分`;
}

/** Steps per second, to two or three figures: `0.14`, `4.2`, `120`. */
export function formatPace(stepsPerSecond: number): string {
  if (stepsPerSecond < 1) return stepsPerSecond.toFixed(2);
  return stepsPerSecond < 100 ? stepsPerSecond.toFixed(1) : formatCount(Math.round(stepsPerSecond));
}

/** A loss or a score; NaN and infinity as themselves. */
export function formatMeasure(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const text = Math.abs(value) < 1000 ? value.toFixed(3) : value.toPrecision(4);
  return text.replace('-', '−');
}

/** To two figures, over many orders of magnitude: `0.012`, `150`, `2.1e-7`. */
export function formatSize(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '—';
  if (value !== 0 && (value < 0.001 || value >= 100_000)) {
    return value.toExponential(1).replace('e+', 'e').replace('e-', 'e−');
  }
  return String(Number(value.toPrecision(2)));
}

/** A count with separators: `10,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString('ja-JP');
}

/** The size of a file, to three figures or in whole megabytes: `3.45MB`, `113MB`. */
export function formatBytes(bytes: number): string {
  const units = ['バイト', 'kB', 'MB'] as const;
  const power = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : 2;
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toPrecision(3)}${units[power]}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
