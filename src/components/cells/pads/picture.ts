/** What is on the pad: the reader's strokes, or a digit of MNIST; and how a link carries it. */
import { toMnistFrame } from '@lib/data/drawing';
import { rasterise } from '@lib/data/rasterise';
import type { Drawing } from '@lib/data/strokes';
import { decodeDrawing, encodeDrawing } from './drawing';
import { type SharedValues, unusableShare } from '../kit/share-link';

/** Half the pen's width, in the drawing's units: a digit that fills the pad is as bold as MNIST's. */
export const penRadius = 0.1;
/** Pixels on a side of the drawing before it is brought into MNIST's frame. */
const side = 112;

/** A drawing as MNIST would have it, `[28, 28]` bytes; `null` if there is no ink. */
export function imageOf(drawing: Drawing): Uint8Array | null {
  return toMnistFrame(rasterise(drawing, { side, penRadius }), { height: side, width: side });
}

/** The reader's drawing of a link; `null` if the link has none. */
export interface SharedDrawing {
  readonly drawing: Drawing | null;
  /** For the reader; `null` if there was nothing wrong. */
  readonly message: string | null;
}

/** The name of the drawing in links. */
const name = 'drawing';

export function drawingFromShare(values: SharedValues): SharedDrawing {
  const text = values[name];
  if (text === undefined || text === '') return { drawing: null, message: null };
  const drawing = decodeDrawing(text);
  if (drawing) return { drawing, message: null };
  const expected = '描いた線は、−100以上100以下の整数を「.」で、線と線を「_」で区切って表します';
  return {
    drawing: null,
    message: unusableShare(`${expected}（入力：${text.slice(0, 40)}）。`),
  };
}

/** @param drawing `null` for none, where another image is shown */
export function drawingToShare(drawing: Drawing | null): SharedValues {
  return drawing ? { [name]: encodeDrawing(drawing) } : {};
}
