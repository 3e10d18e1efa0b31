/** How the values before each activation were distributed through a run, in bounded memory. */
import type { ActivationHistogram } from '@lib/inspection/activation-histograms';
import type { ImageTiles } from '@lib/data/image-grid';
import type { LaneActivations } from '@lib/session/parts/activations-watch';

export interface ActivationLook {
  readonly step: number;
  /** `null` for a lane that diverged. */
  readonly lanes: readonly (LaneActivations | null)[];
}

/** Looks over the run at even distances, oldest first, and the newest whatever its distance. */
export interface ActivationCourse {
  readonly looks: readonly (ActivationLook & {
    /** How many looks there were before it. */
    readonly number: number;
  })[];
  /** Of so many looks one is kept. */
  readonly stride: number;
}

/** Looks that are kept at the most. */
export const mostLooks = 48;

/** Add a look. When there are too many, every other one goes, and from then on fewer are kept. */
export function withActivations(
  course: ActivationCourse | null,
  look: ActivationLook,
): ActivationCourse {
  const { looks, stride } = course ?? { looks: [], stride: 1 };
  const last = looks.at(-1);
  const isAgain = last?.step === look.step;
  const number = last ? last.number + (isAgain ? 0 : 1) : 0;
  const isProvisional = last !== undefined && (isAgain || last.number % stride !== 0);
  const next = [...(isProvisional ? looks.slice(0, -1) : looks), { ...look, number }];
  if (next.length <= mostLooks) return { looks: next, stride };
  return {
    looks: next.filter((kept) => kept.number % (2 * stride) === 0 || kept.number === number),
    stride: 2 * stride,
  };
}

/** Which network's layers. */
export type NetworkName = 'generator' | 'discriminator';

/** One layer's histograms of every look, of one lane; looks without it are left out. */
export function layerCourse(
  { looks }: ActivationCourse,
  { lane, network, layer }: { lane: number; network: NetworkName; layer: number },
): readonly ActivationHistogram[] {
  return looks.flatMap(({ lanes }) => lanes[lane]?.[network][layer] ?? []);
}

/**
 * Histograms beside each other as one picture: time from left to right, values from below to above,
 * brighter where there are more of them than elsewhere at that time. What lies beyond the bins is in the
 * outermost rows.
 */
export function courseTiles(histograms: readonly ActivationHistogram[]): ImageTiles {
  const columns = histograms.map(({ shares, below, above }) => {
    const column = Float32Array.from(shares);
    column[0] = (column[0] ?? 0) + below;
    column[column.length - 1] = (column.at(-1) ?? 0) + above;
    return column;
  });
  const height = columns[0]?.length ?? 1;
  const pixels = new Uint8Array(height * columns.length);
  columns.forEach((column, x) => {
    const most = Math.max(...column);
    column.forEach((share, bin) => {
      // The square root shows thin tails too.
      const brightness = most > 0 ? Math.sqrt(share / most) : 0;
      pixels[(height - 1 - bin) * columns.length + x] = Math.round(255 * brightness);
    });
  });
  return { pixels, rows: 1, columns: 1, tileHeight: height, tileWidth: columns.length };
}
