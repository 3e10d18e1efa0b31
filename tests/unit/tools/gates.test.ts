import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyTools } from './copied-tools';

interface Gate {
  name: string;
  does: string;
  seconds: number;
  run: () => void | Promise<void>;
}

interface Gates {
  runGates: (gates: Gate[]) => Promise<void>;
  duration: (seconds: number) => string;
}

let lines: string[];

beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
});

const gate = (name: string, seconds: number, run = vi.fn()) => ({
  name,
  does: `does ${name}`,
  seconds,
  run,
});

describe('the gates', () => {
  it('are listed with their times before the first begins', async () => {
    const { runGates } = await copyTools().load<Gates>('lib/gates.mjs');
    const first = vi.fn(() => {
      expect(lines.slice(0, 3)).toEqual([
        '2 gates, about 3 min in all:',
        '  1  format     20 s   does format',
        '  2  unit      2 min   does unit',
      ]);
    });
    await runGates([gate('format', 20, first), gate('unit', 130)]);
    expect(first).toHaveBeenCalledOnce();
  });

  it('say at each which it is of how many, and what is left', async () => {
    const { runGates } = await copyTools().load<Gates>('lib/gates.mjs');
    await runGates([gate('format', 20), gate('unit', 130)]);
    expect(lines.slice(3)).toEqual([
      '\n── 1/2 format: does format, about 20 s',
      '── 1/2 format: ok, 0 s; about 2 min left',
      '\n── 2/2 unit: does unit, about 2 min',
      '── 2/2 unit: ok, 0 s',
    ]);
  });

  it('are expected to take as long as they took last time', async () => {
    const { runGates } = await copyTools().load<Gates>('lib/gates.mjs');
    await runGates([gate('format', 20), gate('unit', 130)]);
    lines = [];
    await runGates([gate('format', 20), gate('unit', 130), gate('build', 30)]);
    expect(lines[0]).toBe('3 gates, about 30 s in all:');
  });

  it('run one after the other, and none after one that failed', async () => {
    const { runGates } = await copyTools().load<Gates>('lib/gates.mjs');
    const failing = vi.fn(() => Promise.reject(new Error('broken')));
    const last = vi.fn();
    const error = vi.spyOn(console, 'error').mockReturnValue();
    await expect(runGates([gate('unit', 1, failing), gate('build', 1, last)])).rejects.toThrow(
      'broken',
    );
    expect(last).not.toHaveBeenCalled();
    expect(error).toHaveBeenCalledWith('\n── 1/2 unit: failed');
  });
});

it('durations are told in seconds, from 100 on in minutes', async () => {
  const { duration } = await copyTools().load<Gates>('lib/gates.mjs');
  expect([0.4, 99.4, 99.5, 600].map(duration)).toEqual(['0 s', '99 s', '2 min', '10 min']);
});
