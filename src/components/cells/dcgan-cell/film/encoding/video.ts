import {
  BufferTarget,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  Quality,
  type VideoCodec,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';
import { formatLabels } from '../save-settings';
import type { GreyPicture } from './compose';

export type VideoFormatName = 'webm' | 'mp4';

interface VideoFormat {
  readonly create: () => WebMOutputFormat | Mp4OutputFormat;
  readonly type: string;
  /** The first that the browser can encode; those that most players know. */
  readonly codecs: readonly VideoCodec[];
}

const formats: Record<VideoFormatName, VideoFormat> = {
  webm: { create: () => new WebMOutputFormat(), type: 'video/webm', codecs: ['vp9', 'vp8'] },
  mp4: { create: () => new Mp4OutputFormat(), type: 'video/mp4', codecs: ['avc'] },
};

/**
 * Far more than films of the world around need: every frame is a new picture, of hard edges and noise. With a
 * quarter of it the first frames, all noise, are visibly blurred; the files are still half as large as a GIF.
 */
const bitsPerPixel = 4;

export interface VideoShape {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** Writes a silent video, picture by picture, with the encoder that the browser has. */
export class VideoWriter {
  private seconds = 0;

  private constructor(
    private readonly output: Output<WebMOutputFormat | Mp4OutputFormat, BufferTarget>,
    private readonly source: VideoSampleSource,
    readonly type: string,
  ) {}

  /** @throws in Japanese if this browser can't encode the format in that size */
  static async open(
    name: VideoFormatName,
    { framesPerSecond, ...size }: VideoShape,
  ): Promise<VideoWriter> {
    const { create, type, codecs } = formats[name];
    const codec = await getFirstEncodableVideoCodec([...codecs], size);
    if (!codec) {
      throw new Error(
        `このブラウザは、${size.width}×${size.height}画素の${formatLabels[name]}を作れません。ほかの形式か大きさを選んでください。`,
      );
    }
    const bitrate = Math.round(bitsPerPixel * size.width * size.height * framesPerSecond);
    const source = new VideoSampleSource({ codec, quality: new Quality({ bitrate }) });
    const output = new Output({ format: create(), target: new BufferTarget() });
    output.addVideoTrack(source);
    await output.start();
    return new VideoWriter(output, source, type);
  }

  /** @param duration in seconds */
  async add(picture: GreyPicture, duration: number): Promise<void> {
    const { width, height } = picture;
    const sample = new VideoSample(asRgb(picture), {
      format: 'RGBX',
      codedWidth: width,
      codedHeight: height,
      timestamp: this.seconds,
      duration,
    });
    await this.source.add(sample);
    sample.close();
    this.seconds += duration;
  }

  async finish(): Promise<Uint8Array<ArrayBuffer>> {
    await this.output.finalize();
    const { buffer } = this.output.target;
    if (!buffer) throw new Error('動画を書き出せませんでした。');
    return new Uint8Array(buffer);
  }
}

function asRgb({ pixels }: GreyPicture): Uint8Array {
  const rgb = new Uint8Array(4 * pixels.length);
  // Three equal bytes and one that is not looked at.
  new Uint32Array(rgb.buffer).set(Uint32Array.from(pixels, (grey) => grey * 0x01010101));
  return rgb;
}
