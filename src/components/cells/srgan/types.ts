/** What the cell consists of: the types of its declaration, and what its parts ask of its state. */
import type { Drawing } from '@lib/data/strokes';
import type { PlanePoint, SrganInfo, SrganPicture, SrganQuality } from '@lib/models/srgan-shown';
import type { EnlargementMethod } from '@lib/models/srgan-settings';
import type { CellState } from '../kit/cell-state';
import type { CellView } from '../kit/declaration';
import type { srganControls } from './settings';

export interface Own {
  /** The reader's strokes. */
  readonly drawing: Drawing;
  /** Whether these are enlarged, rather than a digit of MNIST. */
  readonly isDrawn: boolean;
  /** What the reader took for the nearest to the original; `told` for one who asked. */
  readonly guess: EnlargementMethod | 'told' | null;
  /** Where mixtures of the networks as they are have been on the plane, by the share of SRGAN. */
  readonly trail: readonly TrailPoint[];
  /** Rounds that the networks of the trail had done. */
  readonly trailStep: number;
}

export type TrailPoint = PlanePoint & { readonly mix: number };

export interface SrganTypes {
  readonly controls: typeof srganControls;
  readonly picture: SrganPicture;
  readonly info: SrganInfo;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: {
    draw(drawing: Drawing): void;
    /** Go on to the next digit of MNIST. */
    nextDigit(): void;
    guess(method: EnlargementMethod | 'told'): void;
    /** How much of SRGAN is mixed in, in percent. */
    mix(percent: number): void;
  };
}

export type SrganState = CellState<SrganTypes>;
export type SrganView = CellView<SrganTypes>;

export const pictureOf = ({ lanes }: SrganState): SrganPicture | null => lanes[0]?.picture ?? null;

/** Of both generators, on the digits that all are compared on. */
export const qualityOf = ({ watched }: SrganState): SrganQuality =>
  (watched['quality']?.value as SrganQuality | undefined) ?? null;

/** What the ways to enlarge are called, and in a few words what they are. */
export const methodLabels = {
  nearest: ['最近傍', '四角のまま'],
  bicubic: ['バイキュービック', 'なめらかな補間'],
  srresnet: ['SRResNet', '二乗誤差だけ'],
  srgan: ['SRGAN', '識別器も使う'],
} as const satisfies Record<EnlargementMethod, readonly [string, string]>;

/** Of the two terms' gradients at G's output: the adversarial one's size as a share of the content's. */
export function gradientRatio(
  metrics: Readonly<Record<string, number>> | null | undefined,
): number {
  const { adversarialGradient = NaN, contentGradient = NaN } = metrics ?? {};
  return adversarialGradient / contentGradient;
}
