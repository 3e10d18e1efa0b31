import type { ExportedCurves } from './exported-run';

/**
 * Curves as CSV with a head: the step, then every curve; empty where a value was not finite. Where
 * neighbouring steps share a mean, the step is the last of them.
 */
export function curvesCsv({ steps, values }: ExportedCurves): string {
  const names = Object.keys(values);
  const rows = steps.map((step, i) => [step, ...names.map((name) => values[name]?.[i] ?? '')]);
  return [['step', ...names], ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  const written = String(value);
  return /[",\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
}
