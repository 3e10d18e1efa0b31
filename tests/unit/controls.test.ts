import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Control,
  defaultSettings,
  describeExpected,
  formatSetting,
  parseSettings,
  stepped,
} from '@lib/controls';

const declarations = {
  rate: {
    type: 'number',
    label: '学習率',
    help: '',
    min: 1e-7,
    max: 1000,
    default: 2e-4,
    unit: '',
    scale: 'log',
    step: 0,
  },
  batch: {
    type: 'integer',
    label: 'バッチ',
    help: '',
    min: 2,
    max: 512,
    default: 32,
    unit: '枚',
    scale: 'log',
    step: 0,
  },
  decay: {
    type: 'number',
    label: '減衰',
    help: '',
    min: -1,
    max: 0.9,
    default: 0.5,
    unit: '',
    scale: 'linear',
    step: 0.1,
  },
  loss: {
    type: 'choice',
    label: '損失',
    help: '',
    options: [
      { value: 'non-saturating', label: '飽和しない' },
      { value: 'saturating', label: 'もとの' },
    ],
    default: 'saturating',
  },
} as const satisfies Record<string, Control>;

const valid = { rate: '0.1', batch: '16', decay: '0.3', loss: 'saturating' };

/** The outcome for one control, the others being valid. */
function parseOne(name: keyof typeof declarations, raw: string | number | undefined) {
  const parsed = parseSettings(declarations, { ...valid, [name]: raw });
  return parsed.ok ? parsed.settings[name] : parsed.problems;
}

describe('defaults', () => {
  it('are every declaration’s own', () => {
    expect(defaultSettings(declarations)).toEqual({
      rate: 2e-4,
      batch: 32,
      decay: 0.5,
      loss: 'saturating',
    });
  });
});

describe('parsing settings', () => {
  it('reads every control’s text as its value', () => {
    expect(parseSettings(declarations, valid)).toEqual({
      ok: true,
      settings: { rate: 0.1, batch: 16, decay: 0.3, loss: 'saturating' },
    });
  });

  it.each([
    ['decimals without a leading or trailing digit', '.5', 0.5],
    ['', '5.', 5],
    ['an exponent', '2e-4', 2e-4],
    ['an exponent in capitals', '1E+2', 100],
    ['a sign', '+3', 3],
    ['spaces around it', '  0.25 ', 0.25],
    ['a number as it is', 1e-7, 1e-7],
    ['full-width digits', '１２．５', 12.5],
    ['full-width exponents', '２ｅ－４', 2e-4],
    ['the minus sign of a Japanese input method', '2e−4', 2e-4],
    ['full-width spaces around it', '　３　', 3],
    ['the smallest value', '0.0000001', 1e-7],
    ['the largest value', '1000', 1000],
  ])('accepts %s: %s', (_, text, expected) => {
    expect(parseOne('rate', text)).toBe(expected);
  });

  it('accepts a negative number where the range allows one', () => {
    expect(parseOne('decay', '-0.5')).toBe(-0.5);
    expect(parseOne('decay', '−０．５')).toBe(-0.5);
    expect(parseOne('decay', '-0')).toBe(0);
  });

  it.each(['', ' ', 'abc', '0x10', '1,5', '1e', 'NaN', 'Infinity', '1e999', '0', '1000.1', '--1'])(
    'refuses 「%s」 as a learning rate',
    (text) => {
      expect(parseOne('rate', text)).toEqual([
        { name: 'rate', message: expect.any(String) as string },
      ]);
    },
  );

  it.each(['1', '513', '2.5', '32.0001'])('refuses 「%s」 as a batch size', (text) => {
    expect(parseOne('batch', text)).toHaveLength(1);
  });

  it('reads an integer written with an exponent or a decimal point', () => {
    expect(parseOne('batch', '1e2')).toBe(100);
    expect(parseOne('batch', '32.0')).toBe(32);
  });

  it.each(['other', '', '飽和しない'])('refuses 「%s」 as a choice', (text) => {
    expect(parseOne('loss', text)).toHaveLength(1);
  });

  it('treats a setting that is not given as empty', () => {
    expect(parseOne('rate', undefined)).toEqual([
      {
        name: 'rate',
        message: '学習率には0.0000001以上1000以下の数を入れてください（入力：なし）。',
      },
    ]);
  });

  it('names what was received and what was expected', () => {
    expect(parseOne('batch', ' 600 ')).toEqual([
      { name: 'batch', message: 'バッチには2以上512以下の整数を入れてください（入力：「600」）。' },
    ]);
    expect(parseOne('loss', 'hinge')).toEqual([
      {
        name: 'loss',
        message: '損失には「飽和しない」「もとの」のどれかを入れてください（入力：「hinge」）。',
      },
    ]);
  });

  it('reports all problems at once, in the order of the declarations', () => {
    const parsed = parseSettings(declarations, { ...valid, loss: 'x', rate: 'y', decay: '2' });
    expect(parsed.ok ? [] : parsed.problems.map(({ name }) => name)).toEqual([
      'rate',
      'decay',
      'loss',
    ]);
  });
});

describe('describing what is expected', () => {
  it('gives the range and the kind of number', () => {
    expect(describeExpected(declarations.rate)).toBe('0.0000001以上1000以下の数');
    expect(describeExpected(declarations.batch)).toBe('2以上512以下の整数');
  });

  it('gives a choice’s labels', () => {
    expect(describeExpected(declarations.loss)).toBe('「飽和しない」「もとの」のどれか');
  });
});

describe('formatting a setting', () => {
  it.each([
    [2e-4, '0.0002'],
    [1e-7, '0.0000001'],
    [1.25e-10, '0.000000000125'],
    [-3e-9, '-0.000000003'],
    [0.1, '0.1'],
    [1000, '1000'],
    [1.5e21, `15${'0'.repeat(20)}`],
    [0, '0'],
  ])('writes %d as %s', (value, text) => {
    expect(formatSetting(value)).toBe(text);
  });

  it('reads back as the same number, and has no exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = formatSetting(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        // −0 is written as 0.
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe('stepping a value', () => {
  const walk = (from: number, direction: 1 | -1, count: number) => {
    const values = [from];
    for (let i = 0; i < count; i++) {
      values.push(stepped(declarations.rate, values.at(-1) ?? NaN, direction));
    }
    return values;
  };

  it('goes through 1, 2, 5, 10, … on a logarithmic scale', () => {
    expect(walk(1e-4, 1, 7)).toEqual([1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2]);
    expect(walk(10, -1, 4)).toEqual([10, 5, 2, 1, 0.5]);
  });

  it('joins the ladder from a value between its rungs', () => {
    expect(stepped(declarations.rate, 3, 1)).toBe(5);
    expect(stepped(declarations.rate, 3, -1)).toBe(2);
    expect(stepped(declarations.rate, 9.99, 1)).toBe(10);
    expect(stepped(declarations.batch, 32, 1)).toBe(50);
  });

  it('adds the step on a linear scale, without rounding errors', () => {
    expect(stepped(declarations.decay, 0.2, 1)).toBe(0.3);
    expect(stepped(declarations.decay, 0.1, -1)).toBe(0);
  });

  it('stays within the range', () => {
    expect(stepped(declarations.rate, 1000, 1)).toBe(1000);
    expect(stepped(declarations.rate, 1e-7, -1)).toBe(1e-7);
    expect(stepped(declarations.decay, 0.85, 1)).toBe(0.9);
    expect(stepped(declarations.decay, -1, -1)).toBe(-1);
    expect(stepped(declarations.batch, 400, 1)).toBe(500);
    expect(stepped(declarations.batch, 500, 1)).toBe(512);
  });

  it('comes back into the range from a value outside of it', () => {
    expect(stepped(declarations.rate, 0, 1)).toBe(1e-7);
    expect(stepped(declarations.batch, 5000, -1)).toBe(512);
  });
});
