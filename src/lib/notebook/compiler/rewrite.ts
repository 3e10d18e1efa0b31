/** Changes to a cell's text that keep its lines: blanks of the same length, and texts put in. */
import { lineStarts } from './syntax';

/** A place in a text as readers and stack traces count it, both from 1. */
export interface CodePosition {
  readonly line: number;
  readonly column: number;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

export class Rewrite {
  private readonly units: string[];
  private readonly insertions: Insertion[] = [];
  private readonly starts: readonly number[];

  constructor(private readonly source: string) {
    this.units = source.split('');
    this.starts = lineStarts(source);
  }

  /** Spaces instead of what stands there; line ends stay. */
  blank(start: number, end: number): void {
    for (let i = start; i < end; i++) {
      if (!/[\n\r\u2028\u2029]/.test(this.units[i] ?? '')) this.units[i] = ' ';
    }
  }

  /** One sign instead of another. */
  put(at: number, sign: string): void {
    this.units[at] = sign;
  }

  /** Text without line ends before the sign at `at`, behind what was put in there before. */
  insert(at: number, text: string): void {
    this.insertions.push({ at, text });
  }

  isBlank(start: number, end: number): boolean {
    return this.units.slice(start, end).every((unit) => /\s/.test(unit));
  }

  text(): string {
    const parts: string[] = [];
    let from = 0;
    for (const { at, text } of this.sorted()) {
      parts.push(this.units.slice(from, at).join(''), text);
      from = at;
    }
    return parts.join('') + this.units.slice(from).join('');
  }

  /** A place in the source, from a place in `text()`. What lies in an insertion is where it was put. */
  original({ line, column }: CodePosition): CodePosition {
    const row = Math.min(Math.max(line, 1), this.starts.length) - 1;
    const start = this.starts[row] ?? 0;
    const next = this.starts[row + 1] ?? this.source.length + 1;
    let left = line < 1 ? 0 : line > this.starts.length ? this.source.length - start : column - 1;
    let passed = 0;
    for (const { at, text } of this.sorted()) {
      if (at < start || at >= next || line < 1 || line > this.starts.length) continue;
      const place = at - start + passed;
      if (column - 1 < place) break;
      const inside = Math.min(column - 1 - place, text.length);
      left -= inside;
      passed += text.length;
    }
    return { line: row + 1, column: Math.min(Math.max(left, 0), next - start - 1) + 1 };
  }

  private sorted(): Insertion[] {
    return [...this.insertions].sort((a, b) => a.at - b.at);
  }
}

/** The place of an offset. */
export function positionIn(source: string): (offset: number) => CodePosition {
  const starts = lineStarts(source);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
