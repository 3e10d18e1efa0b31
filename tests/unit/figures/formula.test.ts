import { describe, expect, it } from 'vitest';
import { labelPieces } from '@components/figures/parts/formula';

const words = (label: string) => labelPieces(label).map(({ text, face }) => `${face}:${text}`);

describe('labels of drawings', () => {
  it('leave words as they are, and set letters between dollar signs in italics', () => {
    expect(words('生成器 $G(z)$')).toEqual([
      'plain:生成器 ',
      'italic:G',
      'roman:(',
      'italic:z',
      'roman:)',
    ]);
  });

  it('set subscripts small and low, superscripts small and high, and come back to the line', () => {
    const [base, sub, , , sup] = labelPieces('$I_0 + x^2$').filter(({ text }) => text !== ' ');
    const after = labelPieces('$z_2)$').at(-1);
    expect(base).toMatchObject({ size: 1, drop: 0 });
    expect(sub?.size).toBeLessThan(1);
    expect(sub?.drop).toBeGreaterThan(0);
    expect(sup?.drop).toBeLessThan(0);
    expect(after).toMatchObject({ text: ')', size: 1, drop: 0 });
  });

  it('take one character as a script, or a group', () => {
    expect(words('$G_2(z)$')).toContain('roman:2');
    expect(words('$I_{k+1}$')).toEqual(['italic:I', 'italic:k', 'roman:+1']);
  });

  it('put a subscript below the superscript before it', () => {
    const [, sup, sub] = labelPieces('$l^{SR}_{\\mathrm{VGG}}$');
    expect(sub).toMatchObject({ text: 'VGG', face: 'roman' });
    expect(sub?.move).toBeLessThan(0);
    expect(sub?.drop).toBeGreaterThan(sup?.drop ?? Infinity);
  });

  it('put an accent above its letter, higher above tall ones, and go on after the letter', () => {
    const [letter, accent, next] = labelPieces('$\\tilde h_0$');
    expect(letter).toMatchObject({ text: 'h', face: 'italic' });
    expect(accent?.text).toBe('\u02dc');
    expect(accent?.move).toBeLessThan(0);
    expect(next?.text).toBe('0');
    const [, low] = labelPieces('$\\hat c$');
    expect(low?.drop).toBeGreaterThan(accent?.drop ?? 0);
  });

  it('know the Greek letters of the drawings', () => {
    expect(words('$\\varphi_t$')).toEqual(['italic:φ', 'italic:t']);
    expect(words('$\\alpha x$')).toEqual(['italic:α', 'italic:x']);
  });

  it('use the minus sign', () => {
    expect(words('$a - b$')).toEqual(['italic:a', 'roman: − ', 'italic:b']);
  });

  it('refuse a command they do not know', () => {
    expect(() => labelPieces('$\\oint$')).toThrow('got \\oint');
  });
});
