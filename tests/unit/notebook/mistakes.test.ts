import { describe, expect, it } from 'vitest';
import { compileText } from './notebook';
import { mistakes } from './mistakes';

describe('forty mistakes', () => {
  it.each(mistakes)('$name: line $line', ({ text, line, says }) => {
    const { faults, code } = compileText('cell', text);
    expect(code).toBe('');
    expect(faults[0]?.message).toMatch(says);
    expect(faults[0]?.from.line).toBe(line);
    // What is marked is at least one sign of that line.
    expect(text.split('\n')[line - 1]?.length).toBeGreaterThanOrEqual(faults[0]?.from.column ?? 0);
  });

  it('are at least forty', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(40);
  });
});
