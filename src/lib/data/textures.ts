/**
 * Label maps and textures: the data of the small pix2pix whose answer the input does not determine.
 *
 * Four classes, each a pattern of period 4 that inks a quarter of the pixels, in the same two tones,
 * so that only the pattern tells them apart. Where in its period a region begins is random.
 */
import type { Random } from '../random';

/** Height and width of maps and textures. */
export const textureSide = 32;
const period = 4;

/** Whether a class inks the pixel at `row` and `column` of its period. */
const patterns: readonly ((row: number, column: number) => boolean)[] = [
  (row) => row === 0, // horizontal lines
  (_row, column) => column === 0, // vertical lines
  (row, column) => (row + column) % period === 0, // diagonal lines
  (row, column) => row < 2 && column < 2, // dots
];
export const textureClassCount = patterns.length;

/** Values of the ground and of the ink, in [−1, 1]. */
export const tones = { ground: -0.25, ink: 0.25 } as const;
/** c: how far the two tones are apart. */
export const contrast = tones.ink - tones.ground;

/**
 * The mean absolute error of three answers to a map whose texture may be in any phase: a quarter of the
 * pixels is inked, wherever one looks, so that the blank page is wrong on that quarter; a right pattern
 * in a phase of its own is wrong where it inks and the truth does not, and the other way round.
 */
export const expectedErrors = {
  blank: contrast / 4,
  pattern: 2 * (1 / 4) * (3 / 4) * contrast,
} as const;

/** `[32 · 32]` classes, 0 to 3, row by row. */
export type LabelMap = Uint8Array;

/** A ground of one class with one to three regions on it: half-planes, discs and boxes. */
export function drawLabelMap(random: Random): LabelMap {
  const map = new Uint8Array(textureSide ** 2).fill(random.integer(textureClassCount));
  const regions = 1 + random.integer(3);
  for (let i = 0; i < regions; i++) {
    const isInside = drawRegion(random);
    const textureClass = random.integer(textureClassCount);
    map.forEach((_, at) => {
      if (isInside(Math.floor(at / textureSide), at % textureSide)) map[at] = textureClass;
    });
  }
  return map;
}

function drawRegion(random: Random): (row: number, column: number) => boolean {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const [y, x] = [between(6, textureSide - 6), between(6, textureSide - 6)];
  switch (random.integer(3)) {
    case 0: {
      const angle = between(0, 2 * Math.PI);
      return (row, column) => (row - y) * Math.sin(angle) + (column - x) * Math.cos(angle) > 0;
    }
    case 1: {
      const radius = between(6, 12);
      return (row, column) => Math.hypot(row - y, column - x) < radius;
    }
    default: {
      const [height, width] = [between(5, 11), between(5, 11)];
      return (row, column) => Math.abs(row - y) < height && Math.abs(column - x) < width;
    }
  }
}

/**
 * A true picture of a map: every region that hangs together is inked by its class's pattern, with a
 * phase of its own.
 *
 * @returns `[32 · 32]` values, one of the two {@link tones} each
 */
export function drawTexture(map: LabelMap, random: Random): Float32Array {
  const texture = new Float32Array(map.length);
  for (const region of regionsOf(map)) {
    const inks = patterns[map[region[0] ?? 0] ?? 0];
    const [down, right] = [random.integer(period), random.integer(period)];
    for (const at of region) {
      const row = (Math.floor(at / textureSide) + down) % period;
      const column = ((at % textureSide) + right) % period;
      texture[at] = inks?.(row, column) ? tones.ink : tones.ground;
    }
  }
  return texture;
}

/** The pixels of every region, in the order of their first pixel; neighbours share an edge. */
export function regionsOf(map: LabelMap): readonly (readonly number[])[] {
  const isTaken = new Uint8Array(map.length);
  const regions: number[][] = [];
  map.forEach((textureClass, first) => {
    if (isTaken[first]) return;
    const region = [first];
    isTaken[first] = 1;
    // The list grows while it is gone through.
    for (const at of region) {
      for (const neighbour of neighboursOf(at)) {
        if (isTaken[neighbour] || map[neighbour] !== textureClass) continue;
        isTaken[neighbour] = 1;
        region.push(neighbour);
      }
    }
    regions.push(region);
  });
  return regions;
}

function neighboursOf(at: number): number[] {
  const column = at % textureSide;
  return [
    ...(column > 0 ? [at - 1] : []),
    ...(column < textureSide - 1 ? [at + 1] : []),
    ...(at >= textureSide ? [at - textureSide] : []),
    ...(at < textureSide * (textureSide - 1) ? [at + textureSide] : []),
  ];
}

/** Pairs of input and true picture. */
export interface Pairs {
  /** `[count, 32, 32, channels]`. */
  readonly inputs: Float32Array;
  /** `[count, 32, 32, 1]` in [−1, 1]. */
  readonly targets: Float32Array;
}

/** What hands out pairs without end, and can be taken up again where it stood. */
export interface PairSource {
  next(count: number): Pairs;
  state(): readonly number[];
  restore(state: readonly number[]): void;
}

/** Maps one-hot over their classes, and textures of them; every one drawn anew. */
export class TextureBatches implements PairSource {
  constructor(private readonly random: Random) {}

  next(count: number): Pairs {
    const size = textureSide ** 2;
    const inputs = new Float32Array(count * size * textureClassCount);
    const targets = new Float32Array(count * size);
    for (let i = 0; i < count; i++) {
      const map = drawLabelMap(this.random);
      inputs.set(oneHot(map), i * size * textureClassCount);
      targets.set(drawTexture(map, this.random), i * size);
    }
    return { inputs, targets };
  }

  state(): readonly number[] {
    return this.random.state();
  }

  restore(state: readonly number[]): void {
    this.random.restore(state);
  }
}

/** A map as networks take it: `[32, 32, 4]`, 1 at the pixel's class. */
export function oneHot(map: LabelMap): Float32Array {
  const planes = new Float32Array(map.length * textureClassCount);
  map.forEach((textureClass, at) => (planes[at * textureClassCount + textureClass] = 1));
  return planes;
}
