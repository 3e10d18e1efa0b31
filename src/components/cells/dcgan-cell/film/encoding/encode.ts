import { composeFrame, type GreyPicture } from './compose';
import { GifWriter } from './gif';
import { durationsOf, type EncodedFilm, type FilmJob, type FilmShape, shapeOf } from './job';

/** Takes the pictures of a film one after the other. */
interface FilmWriter {
  readonly type: string;
  add(picture: GreyPicture, seconds: number): Promise<void> | void;
  finish(): Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;
}

/** Draws a step as wide as the picture that it stands below. */
export type DrawStep = (step: number, width: number, height: number) => GreyPicture;

export interface EncodeOptions {
  readonly job: FilmJob;
  readonly drawStep: DrawStep;
  /** Called with the number of frames done. */
  readonly onProgress: (done: number) => void;
}

/**
 * A film as a file.
 *
 * @throws in Japanese if it can't be made here
 */
export async function encodeFilm({
  job,
  drawStep,
  onProgress,
}: EncodeOptions): Promise<EncodedFilm> {
  const { frames, scale } = job;
  if (frames.length === 0) throw new Error('記録が1枚もないので、保存できません。');
  const shape = shapeOf(job);
  const writer = await openWriter(job, shape);
  const durations = durationsOf(job);
  for (const [i, { step, tiles }] of frames.entries()) {
    const label = job.isLabelled ? drawStep(step, shape.width, shape.labelHeight) : null;
    await writer.add(composeFrame({ tiles, scale, label }), durations[i] ?? 0);
    onProgress(i + 1);
  }
  return { bytes: await writer.finish(), type: writer.type };
}

async function openWriter(
  { format, secondsPerFrame }: FilmJob,
  { width, height }: FilmShape,
): Promise<FilmWriter> {
  if (format === 'gif') return new GifWriter();
  // Larger than all the rest, and needed by those only who want a video.
  const { VideoWriter } = await import('./video');
  return VideoWriter.open(format, { width, height, framesPerSecond: 1 / secondsPerFrame });
}
