import type { GreyPicture } from './compose';

/** The step in white on black, as wide as the picture that it stands below. */
export function drawStep(step: number, width: number, height: number): GreyPicture {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) {
    throw new Error(
      'このブラウザでは、ステップ数を画像に書き込めません。「ステップ数」を「書かない」にすると保存できます。',
    );
  }
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#fff';
  context.font = `${Math.round(height * 0.7)}px sans-serif`;
  context.textBaseline = 'middle';
  context.fillText(`ステップ ${step.toLocaleString('ja-JP')}`, height / 4, height / 2);
  const { data } = context.getImageData(0, 0, width, height);
  // Red, green and blue are the same.
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 0);
  return { pixels, width, height };
}
