import type { FormatName } from './save-settings';

/** What each kind of video is encoded with; the encoder looks for itself once more, in the size asked for. */
const codecs: Record<Exclude<FormatName, 'gif'>, readonly string[]> = {
  webm: ['vp09.00.30.08', 'vp8'],
  mp4: ['avc1.42001f'],
};

/** The formats that this browser can save: GIF always, videos as far as it has encoders. */
export async function encodableFormats(): Promise<readonly FormatName[]> {
  const formats: FormatName[] = ['gif'];
  for (const name of ['webm', 'mp4'] as const) {
    const answers = await Promise.all(codecs[name].map(canEncode));
    if (answers.includes(true)) formats.push(name);
  }
  return formats;
}

async function canEncode(codec: string): Promise<boolean> {
  // Not there in older browsers, nor on a page without https.
  if (!('VideoEncoder' in globalThis)) return false;
  try {
    const { supported } = await VideoEncoder.isConfigSupported({ codec, width: 448, height: 480 });
    return supported === true;
  } catch {
    return false;
  }
}
