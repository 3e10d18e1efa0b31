/** What is asked of the encoder, and what follows from it; plain data, since it crosses to a worker. */
import type { FilmFrame } from '../films';
import type { FormatName } from '../save-settings';

export interface FilmJob {
  readonly format: FormatName;
  /** One at least, all of the same size. */
  readonly frames: readonly FilmFrame[];
  readonly secondsPerFrame: number;
  /** Seconds that the last frame is shown for beyond those of every frame. */
  readonly holdSeconds: number;
  /** Pixels per pixel, a whole number. */
  readonly scale: number;
  /** Whether the step is written below every picture. */
  readonly isLabelled: boolean;
}

export interface EncodedFilm {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** MIME type. */
  readonly type: string;
}

/** What the worker offers through Comlink. Rejects with a Japanese `Error`. */
export interface FilmEncodingApi {
  /** @param onProgress called with the number of frames done */
  encode(job: FilmJob, onProgress: (done: number) => void): Promise<EncodedFilm>;
}

export interface FilmShape {
  /** Of the picture as saved, in pixels, with what is written below it. */
  readonly width: number;
  readonly height: number;
  /** Of the strip with the step below the picture; 0 without one. Even, as video needs it. */
  readonly labelHeight: number;
  readonly seconds: number;
}

/** Pixels of the strip with the step, for each time that the picture is enlarged. */
const labelRows = 16;

export function shapeOf(job: Omit<FilmJob, 'format'>): FilmShape {
  const { frames, scale, isLabelled, secondsPerFrame, holdSeconds } = job;
  const tiles = frames[0]?.tiles;
  const labelHeight = isLabelled ? labelRows * scale : 0;
  return {
    width: (tiles ? tiles.columns * tiles.tileWidth : 0) * scale,
    height: (tiles ? tiles.rows * tiles.tileHeight : 0) * scale + labelHeight,
    labelHeight,
    seconds: frames.length * secondsPerFrame + holdSeconds,
  };
}

/** Seconds that each frame is shown for. */
export function durationsOf({ frames, secondsPerFrame, holdSeconds }: FilmJob): number[] {
  return frames.map((_, i) => secondsPerFrame + (i === frames.length - 1 ? holdSeconds : 0));
}
