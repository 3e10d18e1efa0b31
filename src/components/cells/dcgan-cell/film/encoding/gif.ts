import { GIFEncoder } from 'gifenc';
import type { GreyPicture } from './compose';

/**
 * Levels of grey in a GIF, black and white among them. A pixel is at most 2 of 255 off, which nobody
 * sees, and the files are a third smaller than with all 256.
 */
const greyLevels = 64;

const palette = Array.from({ length: greyLevels }, (_, level) => {
  const grey = Math.round((level * 255) / (greyLevels - 1));
  return [grey, grey, grey] as const;
});

const levelOf = Uint8Array.from({ length: 256 }, (_, grey) =>
  Math.round((grey * (greyLevels - 1)) / 255),
);

/** Writes an animated GIF that repeats for ever, picture by picture. */
export class GifWriter {
  readonly type = 'image/gif';
  private readonly encoder = GIFEncoder();
  private isFirst = true;

  /** @param seconds that the picture is shown for; GIF rounds it to hundredths */
  add({ pixels, width, height }: GreyPicture, seconds: number): void {
    const levels = pixels.map((grey) => levelOf[grey] ?? 0);
    this.encoder.writeFrame(levels, width, height, {
      // The first frame's palette is everyone's.
      ...(this.isFirst ? { palette, repeat: 0 } : {}),
      delay: seconds * 1000,
    });
    this.isFirst = false;
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.encoder.finish();
    return Uint8Array.from(this.encoder.bytesView());
  }
}
