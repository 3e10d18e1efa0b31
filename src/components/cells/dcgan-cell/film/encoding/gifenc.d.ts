/** The part of gifenc that the site uses; the package brings no types. */
declare module 'gifenc' {
  export interface FrameOptions {
    /** Red, green, blue, 0 to 255; the first frame's serves all that give none. */
    readonly palette?: readonly (readonly [number, number, number])[];
    /** Milliseconds, rounded to hundredths of a second. */
    readonly delay?: number;
    /** Given with the first frame: 0 to repeat for ever, −1 for once. */
    readonly repeat?: number;
  }

  export interface Encoder {
    /** @param index of each pixel's colour in the palette, row by row */
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    /** What is written so far, not copied. */
    bytesView(): Uint8Array;
  }

  export function GIFEncoder(): Encoder;
}
