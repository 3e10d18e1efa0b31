/** `console` of cells: the same stream as `print`. */
import type { CellOutput } from '../outputs';
import { lineOf } from './display';

type Level = 'log' | 'warn' | 'error';

const levels: Readonly<Record<string, Level>> = {
  log: 'log',
  info: 'log',
  debug: 'log',
  warn: 'warn',
  error: 'error',
};

export function connectConsole(emit: (output: CellOutput) => void): void {
  for (const [method, level] of Object.entries(levels)) {
    const write = (...values: unknown[]) => emit({ kind: 'text', level, text: lineOf(values) });
    Object.assign(console, { [method]: write });
  }
}
