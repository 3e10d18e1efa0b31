import { describe, expect, it } from 'vitest';
import {
  beginStroke,
  decodeDrawing,
  drawnPoint,
  encodeDrawing,
  leadStroke,
} from '@components/cells/pads/drawing';
import { sampleDrawing } from '@components/cells/plane-gan/drawing';
import { mostDrawnPoints } from '@lib/data/strokes';

describe('a drawing', () => {
  it('comes back from a link as it went into it', () => {
    const drawing = [[drawnPoint(-0.123, 1)], [drawnPoint(0, 0), drawnPoint(0.5, -0.07)]];
    expect(decodeDrawing(encodeDrawing(drawing))).toEqual(drawing);
    expect(decodeDrawing(encodeDrawing(sampleDrawing))).toEqual(sampleDrawing);
    expect(decodeDrawing(encodeDrawing([]))).toEqual([]);
  });

  it('is refused if its text is no drawing', () => {
    for (const text of ['1', '1.2.3', 'a.b', '101.0', '1..2', '0.0_', '<script>', '1e2.0', '-.-']) {
      expect(decodeDrawing(text), text).toBeNull();
    }
  });

  it('is refused if it is too long', () => {
    const points = (count: number) => Array.from({ length: count }, () => '1.2').join('_');
    expect(decodeDrawing(points(mostDrawnPoints))).not.toBeNull();
    expect(decodeDrawing(points(mostDrawnPoints + 1))).toBeNull();
    expect(decodeDrawing('1'.repeat(1_000_000))).toBeNull();
  });

  it('stays within the square', () => {
    expect(drawnPoint(1.2, -7)).toEqual([1, -1]);
  });

  it('takes no point that is hardly away from the last one', () => {
    const begun = beginStroke([], [0, 0]);
    expect(leadStroke(begun, [0.01, 0.01])).toBe(begun);
    expect(leadStroke(begun, [0.1, 0])).toEqual([[[0, 0], [0.1, 0]]]); // prettier-ignore
  });

  it('takes no more points than the library does', () => {
    const full = Array.from({ length: mostDrawnPoints }, () => [drawnPoint(0, 0)]);
    expect(beginStroke(full, [0.5, 0.5])).toBe(full);
    expect(leadStroke(full, [0.5, 0.5])).toBe(full);
  });
});
