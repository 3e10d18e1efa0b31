import { describe, expect, it } from 'vitest';
import { drawingFromShare, drawingToShare, imageOf } from '@components/cells/pads/picture';

/** A tall stroke and one of half its height. */
const tall = [[[0, 0.8], [0, -0.8]]] as const; // prettier-ignore

describe('what is drawn on the pad', () => {
  it('comes into MNIST’s frame: 20 pixels tall, in the middle, about as bold as MNIST’s', () => {
    const image = imageOf(tall);
    const row = (y: number) => [...(image ?? []).slice(y * 28, (y + 1) * 28)];
    const inked = Array.from({ length: 28 }, (_, y) => y).filter((y) =>
      row(y).some((v) => v > 127),
    );
    expect(inked[0]).toBe(4);
    expect(inked).toHaveLength(20);
    const thickness = row(14).reduce((sum, value) => sum + value / 255, 0);
    expect(thickness).toBeGreaterThan(1.8);
    expect(thickness).toBeLessThan(3);
  });

  it('is nothing without ink', () => {
    expect(imageOf([])).toBeNull();
  });

  it('comes back from a link as it went in', () => {
    expect(drawingFromShare(drawingToShare(tall))).toEqual({ drawing: tall, message: null });
    expect(drawingFromShare(drawingToShare(null))).toEqual({ drawing: null, message: null });
  });

  it('is refused with a message if the link holds something else', () => {
    const { drawing, message } = drawingFromShare({ drawing: '<script>'.repeat(99) });
    expect(drawing).toBeNull();
    expect(message).toContain('初期設定');
    expect(message?.length).toBeLessThan(200);
  });
});
