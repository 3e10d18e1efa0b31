/** How good images are that were made small and brought back. */
import { meanGradient, greyShare } from './sharpness';
import { meanPsnr } from './psnr';
import { meanSsim } from './ssim';

export interface EnlargementQuality {
  /** In dB, the mean over the images; on [0, 1], or on [−1, 1] with a peak of 2: the same. */
  readonly psnr: number;
  readonly ssim: number;
  /** Share of grey among the pixels with ink, see `greyShare`. */
  readonly greyShare: number;
  /** Mean gradient, as a share of the originals'. */
  readonly gradient: number;
}

/**
 * @param made bytes `[count, width, width]`
 * @param original as many
 */
export function enlargementQuality(
  made: Uint8Array,
  original: Uint8Array,
  width: number,
): EnlargementQuality {
  return {
    psnr: meanPsnr(made, original, width ** 2),
    ssim: meanSsim(made, original, width),
    greyShare: greyShare(made),
    gradient: meanGradient(made, width) / meanGradient(original, width),
  };
}
