/** What a cell sees of {@link ./srgan.ts}: one digit enlarged in every way, and how good each way is. */
import { type AlikeDigits, alikeWhenSmall } from '../data/alike-when-small';
import { digitSize } from '../data/digit-classes';
import { splitImages, upscaled } from '../data/low-resolution';
import type { MnistDataset } from '../data/mnist';
import { enlargementQuality, type EnlargementQuality } from '../metrics/enlargement';
import { meanPsnr } from '../metrics/psnr';
import { greyShare } from '../metrics/sharpness';
import type { Network } from '../nn/network';
import {
  type Family,
  type FamilyData,
  type Lane,
  networkIn,
  type RunContext,
  type ShownContext,
  type Watch,
} from './family';
import { enlarge, mixed } from './srgan-enlarge';
import { shrinking } from './srgan-networks';
import type { EnlargementMethod, SrganSettings } from './srgan-settings';

/** Which digit is enlarged, and by which mixture. */
export interface SrganView {
  /** One of the digits left out of training, by its place; or the reader's, bytes `[28, 28]`. */
  readonly digit: number | Uint8Array;
  /** From SRResNet, 0, to SRGAN, 1: of how much of either's weights the mixture is made. */
  readonly mix: number;
}

/** Images are bytes `[28, 28]`. */
export interface SrganPicture {
  readonly original: Uint8Array;
  /** Each pixel of the small image as a square is `nearest`. */
  readonly made: Readonly<Record<EnlargementMethod | 'mixed', Uint8Array>>;
  /** In dB, of this digit. */
  readonly psnr: Readonly<Record<EnlargementMethod | 'mixed', number>>;
  /** The mixture, on the digits that all are compared on. */
  readonly mixture: PlanePoint & Pick<SrganView, 'mix'>;
  readonly alike: AlikeDigits;
}

/** A way to enlarge, on the plane of faithfulness and sharpness. */
export type PlanePoint = Pick<EnlargementQuality, 'psnr' | 'greyShare'>;

/** Both generators on the digits that are compared; `null` for a run that diverged. */
export type SrganQuality = Readonly<Record<'srresnet' | 'srgan', EnlargementQuality>> | null;

export interface SrganInfo {
  readonly trainingCount: number;
  readonly heldOutCount: number;
  /** Digits that the numbers are means of. */
  readonly comparedCount: number;
  /** Of the originals. */
  readonly greyShare: number;
  readonly interpolated: Readonly<Record<'nearest' | 'bicubic', EnlargementQuality>>;
}

/** Alike digits that are shown. */
const alikeCount = 12;
/** Digits that the mixture's numbers, and those along a run, are means of. */
const comparedCount = 48;
const size = digitSize ** 2;
const interpolate = (images: Uint8Array, method: 'nearest' | 'bicubic') =>
  upscaled(images, { side: digitSize, ...shrinking, method });

const comparedOf = ({ digits }: Pick<FamilyData, 'digits'>): Uint8Array =>
  splitImages(digits).heldOut.images.subarray(0, comparedCount * size);

async function shows(
  context: ShownContext<SrganSettings>,
  { digit, mix }: SrganView,
): Promise<SrganPicture> {
  const { training, heldOut } = splitImages(context.data.digits);
  const original =
    typeof digit === 'number'
      ? heldOut.images.slice((digit % heldOut.count) * size, ((digit % heldOut.count) + 1) * size)
      : digit;
  const compared = comparedOf(context.data);
  const [srresnet, srgan] = [networkIn(context, 'srresnet'), networkIn(context, 'generator')];
  const mixture = await enlargeMixed([srresnet, srgan], mix, [original, compared]);
  const made = {
    nearest: interpolate(original, 'nearest'),
    bicubic: interpolate(original, 'bicubic'),
    srresnet: await enlarge(srresnet, original),
    srgan: await enlarge(srgan, original),
    mixed: mixture.slice(0, size),
  };
  const many = mixture.subarray(size);
  const psnr = Object.entries(made).map(([name, image]) => [name, meanPsnr(image, original, size)]);
  return {
    original: original.slice(),
    made,
    psnr: Object.fromEntries(psnr) as SrganPicture['psnr'],
    mixture: { mix, psnr: meanPsnr(many, compared, size), greyShare: greyShare(many) },
    alike: alikeTo(training, original),
  };
}

async function enlargeMixed(
  [from, to]: readonly [Network, Network],
  mix: number,
  images: readonly [Uint8Array, Uint8Array],
): Promise<Uint8Array> {
  const network = mixed(from, to, mix);
  try {
    return await enlarge(network, Uint8Array.from([...images[0], ...images[1]]));
  } finally {
    network.dispose();
  }
}

const found = new WeakMap<MnistDataset, { readonly key: string; readonly alike: AlikeDigits }>();

/** Looked for anew only for another image. */
function alikeTo(dataset: MnistDataset, image: Uint8Array): AlikeDigits {
  const key = image.join();
  const known = found.get(dataset);
  const alike =
    known?.key === key
      ? known.alike
      : alikeWhenSmall({ dataset, image, shrinking, count: alikeCount });
  found.set(dataset, { key, alike });
  // What is sent is given away.
  return { ...alike, images: alike.images.slice(), mean: alike.mean.slice() };
}

function qualityWatch(data: FamilyData): Watch<SrganQuality> {
  return {
    pacing: { interval: 4000, share: 0.1 },
    isShownAtRest: true,
    async look([lane]) {
      const compared = comparedOf(data);
      const measure = async (name: string) => {
        const network = networkIn(lane as Lane, name);
        return enlargementQuality(await enlarge(network, compared), compared, digitSize);
      };
      return lane
        ? { srresnet: await measure('srresnet'), srgan: await measure('generator') }
        : null;
    },
  };
}

function info([context]: readonly RunContext<SrganSettings>[]): SrganInfo {
  const digits = context?.data.digits ?? null;
  const { training, heldOut } = splitImages(digits);
  const compared = comparedOf({ digits });
  const measure = (method: 'nearest' | 'bicubic') =>
    enlargementQuality(interpolate(compared, method), compared, digitSize);
  return {
    trainingCount: training.count,
    heldOutCount: heldOut.count,
    comparedCount: compared.length / size,
    greyShare: greyShare(compared),
    interpolated: { nearest: measure('nearest'), bicubic: measure('bicubic') },
  };
}

/** The family's part that a cell looks at. */
export const srganShown = {
  shows,
  info,
  watches: { quality: qualityWatch },
} satisfies Partial<Family<SrganSettings, SrganView, SrganPicture, SrganInfo>>;
